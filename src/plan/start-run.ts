import { recordedRun } from '../archive/recorded-run.ts';
import { resendRefusal } from '../archive/resends.ts';
import { RequestError } from '../errors.ts';
import type { ArchiveReader, Execution, Executions } from '../ports.ts';
import type { MailRecord } from '../run/manifest.ts';
import type { Plan, ResendInput, Run } from '../run/run.ts';

export interface StartedRun {
  /** name of the execution that makes the run, or sends its mail again */
  execution: string;
  /** whether it was started before: nothing was started now */
  alreadyStarted: boolean;
  /** of the execution; present where it was started before, or goes on from where it failed */
  status?: Execution['status'];
  /** what became of the mail, of a run that has its manifest */
  mail?: MailRecord['status'];
  /** what a person may do */
  advice?: string;
}

interface StartDeps {
  executions: Executions;
  archive: ArchiveReader;
  /** Checks, before a run is started, what would make it less than it should be: may add to the plan, or refuse it. */
  prepare(plan: Plan): Promise<Plan>;
}

/**
 * Starts a run, unless it was started before: an execution's name protects it for 90 days, the manifest in the archive
 * for as long as that is kept.
 */
export async function startRun(plan: Plan, { executions, archive, prepare }: StartDeps): Promise<StartedRun> {
  const { runId } = plan.run;
  const recorded = await recordedRun(plan.run, archive);
  const { alreadyStarted } = recorded
    ? { alreadyStarted: true }
    : await executions.start(runId, await prepare(plan));
  if (!alreadyStarted) return { execution: runId, alreadyStarted };
  const status = (await executions.describe(runId))?.status;
  const mail = recorded?.manifest.mail;
  const advice = status === 'RUNNING' ? undefined : adviceOn(status, mail);
  return {
    execution: runId,
    alreadyStarted,
    ...(status && { status }),
    ...(mail && { mail: mail.status }),
    ...(advice && { advice }),
  };
}

/**
 * Sends the mail of a run again or, where the run failed before it had a manifest, lets it go on from there.
 *
 * @param now the present instant
 * @throws RequestError where the run does not exist, is under way, or was sent again too often
 */
export async function sendRunAgain(
  { run }: Plan,
  { executions, archive }: Omit<StartDeps, 'prepare'>,
  now: string,
): Promise<StartedRun> {
  const recorded = await recordedRun(run, archive);
  const execution = await executions.describe(run.runId);
  if (execution?.status === 'RUNNING') throw refusal(run, 'is still running: wait until it has ended');
  if (!recorded) return redrive(run, execution, executions);
  const { mail } = recorded.manifest;
  const tooOften = resendRefusal(mail, now);
  if (tooOften) throw refusal(run, tooOften);
  const resend = mail.attempts + 1;
  // Not beginning with `scheduled`, so that it is not counted as a scheduled run: infra/overdue.asl.json.
  return startOrRedrive(`resend-${resend}-${run.runId}`, { run, resend }, executions);
}

async function redrive(
  run: Run,
  execution: Execution | undefined,
  executions: Executions,
): Promise<StartedRun> {
  if (!execution) throw refusal(run, 'was never started: remove "resend" to start it');
  if (execution.notRedrivable) {
    const why = `ended as ${execution.status} without a manifest in the archive, and cannot be redriven (${execution.notRedrivable})`;
    throw refusal(run, `${why}: ask for its window in another request, for example with "recipients"`);
  }
  await executions.redrive(run.runId);
  return { execution: run.runId, alreadyStarted: false, status: 'RUNNING' };
}

/** Asked for many times at once, it is one execution; where that failed before it sent anything, it goes on. */
async function startOrRedrive(name: string, input: ResendInput, executions: Executions): Promise<StartedRun> {
  const { alreadyStarted } = await executions.start(name, input);
  if (!alreadyStarted) return { execution: name, alreadyStarted };
  const execution = await executions.describe(name);
  if (!execution) return { execution: name, alreadyStarted };
  if (execution.notRedrivable) return { execution: name, alreadyStarted, status: execution.status };
  await executions.redrive(name);
  return { execution: name, alreadyStarted: false, status: 'RUNNING' };
}

function refusal({ runId }: Run, why: string): RequestError {
  return new RequestError([`resend: the run ${runId} ${why}`]);
}

function adviceOn(status: Execution['status'] | undefined, mail: MailRecord | undefined): string | undefined {
  if (mail) return mail.status === 'sent' || mail.status === 'written' ? undefined : mail.reason;
  if (status === undefined || status === 'SUCCEEDED') return undefined;
  return 'the run failed: its execution says why. When the cause is fixed, ask again with "resend": true, and it continues from there';
}
