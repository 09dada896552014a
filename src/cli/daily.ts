import { directoryArchive } from '../adapters/local/directory.ts';
import { underLock } from '../adapters/local/lock.ts';
import { jsonText } from '../archive/json-text.ts';
import { recordedRun } from '../archive/recorded-run.ts';
import { collectFaults, fault, messageOf, RequestError } from '../errors.ts';
import { timeOfRun, timesSince } from '../plan/scheduled-range.ts';
import type { Archive, Mailer } from '../ports.ts';
import type { MailRecord, Manifest } from '../run/manifest.ts';
import type { Plan } from '../run/run.ts';
import { notify } from '../steps/notify.ts';
import { isRenderingUnfinished, render } from '../steps/render.ts';
import { sendRecorded } from '../steps/send-summary.ts';
import { milliseconds } from '../time/time.ts';
import {
  type CompleteRun,
  completeScheduledRuns,
  type EarlierMail,
  type UnsentMail,
  unsentMails,
} from './complete-runs.ts';
import { type DailyOptions, directoryOf, LOCK, REAL } from './daily-options.ts';
import { mailLines } from './mail-lines.ts';
import type { RunOptions } from './options.ts';
import { type PlannedRuns, planRuns } from './plan-run.ts';
import { type ScheduledRun, scheduledRuns } from './run-scheduled.ts';
import { type Io, oneLine } from './terminal.ts';

const MOST_RUNS = 31;

/** What a call did. */
interface Daily {
  /** those that it made, oldest first */
  runs: Manifest[];
  /** of earlier runs whose mail was not sent, or may not have been: what is known of it now, oldest first */
  mails: EarlierMail[];
  /** how many runs are due after those made */
  remaining: number;
}

/**
 * Sends the mails that were not sent before, makes the scheduled runs that are due, sends their mails, and prints what came
 * of it.
 *
 * @returns whether all runs succeeded and no mail is unsent
 * @throws RequestError with every fault; nothing is started, written or sent then
 * @throws LockedError where another process does the same
 */
export async function printDaily(
  { json = false, quiet = false, most = MOST_RUNS, ...options }: DailyOptions,
  io: Io,
  { now, mailerOf, notifierOf } = REAL,
): Promise<boolean> {
  const { due, unfinished, ...planned } = await planDaily(options, most, now());
  const faults: string[] = [];
  const mailer = await collectFaults(faults, () => mailerOf(planned.config));
  const notifier = await collectFaults(faults, () => notifierOf(planned.config));
  if (faults.length > 0) throw new RequestError(faults);
  const directory = directoryOf(options.out ?? '');
  const archive = directoryArchive(directory);
  const tell = (well: boolean, lines: readonly string[]) => {
    if (!json && !(quiet && well)) for (const line of lines) io.out(line);
  };
  return underLock(directory, LOCK, { now: now() }, async () => {
    const { unsent, unreadable } = await unsentMails(await completeScheduledRuns(archive), archive, now());
    for (const problem of unreadable) io.error(`not known whether a mail was sent: ${oneLine(problem)}`);
    const done: Daily = { runs: [], mails: [], remaining: due.length };
    for (const mail of unsent) {
      const { run, recorded } = mail;
      const record = mailer ? await sentNow(mail, { archive, mailer, now }) : recorded.manifest.mail;
      done.mails.push({ runId: run.runId, ...record });
      tell(record.status === 'sent', [`mail of ${run.runId}:`, ...mailLines(run.runId, record, options)]);
    }
    if (unfinished) tell(true, [await rendered(unfinished, archive, planned)]);
    try {
      for await (const made of scheduledRuns({ ...planned, mailer }, json || quiet)) {
        const { manifest, existed, line } = made;
        done.remaining -= 1;
        if (existed) continue;
        done.runs.push(manifest);
        tell(isWell(manifest), [line, ...mailLines(manifest.runId, manifest.mail, options)]);
        if (notifier) await post(made, { ...planned, archive, notifier, now }, io);
      }
    } catch (error) {
      const left = `${done.remaining} due runs were not made; the next call begins with the first of them`;
      io.error(`${left}, of ${due.at(-done.remaining)}`);
      throw error;
    }
    if (json) io.out(jsonText(done));
    else tell(true, restLines(done, due));
    const areSent = done.mails.every(({ status }) => status === 'sent');
    return unreadable.length === 0 && areSent && done.runs.every(isWell);
  });
}

/** What fails here costs nothing else. */
async function post(
  { manifest, plan }: ScheduledRun,
  deps: Parameters<typeof notify>[1],
  io: Pick<Io, 'error'>,
): Promise<void> {
  const posted = await notify({ manifest, planned: plan.reports, run: plan.run }, deps);
  if (posted?.status === 'failed')
    io.error(`warning: the message of ${manifest.runId} was not posted: ${oneLine(posted.reason ?? '')}`);
}

interface PlannedDaily extends PlannedRuns {
  /** all scheduled times whose runs are due, oldest first; `plans` has at most as many as were asked for */
  due: string[];
  /** the last run, where its process ended before its page and workbook were made */
  unfinished: Plan | undefined;
}

async function planDaily(options: RunOptions, most: number, now: string): Promise<PlannedDaily> {
  let due: string[] = [];
  let last: CompleteRun | undefined;
  const planned = await planRuns(options, now, async ({ schedule, timezone }, { archive }) => {
    directoryOf(options.out ?? '');
    if (most < 1) throw new RequestError([fault('most', most, 'is not a number of runs: give 1 or more')]);
    last = (await completeScheduledRuns(archive)).at(-1);
    if (last) refuseFuture(last, archive, now);
    const times = { ...schedule, timezone, now };
    due = timesSince(last?.window.to, times);
    const again = last && (await isUnfinished(last, archive)) ? timeOfRun(last, times) : undefined;
    return [...(again === undefined ? [] : [again]), ...due.slice(0, most)];
  });
  const isLast = ({ run }: Plan) => run.runId === last?.runId;
  return {
    ...planned,
    plans: planned.plans.filter((plan) => !isLast(plan)),
    due,
    unfinished: planned.plans.find(isLast),
  };
}

/** Nothing is added to a run that was made elsewhere: it has no source. */
async function isUnfinished(run: CompleteRun, archive: Archive): Promise<boolean> {
  // One that cannot be read is named with the mails.
  const recorded = await recordedRun(run, archive).catch(() => undefined);
  return recorded?.manifest.source !== undefined && isRenderingUnfinished(run, archive);
}

/** @returns what came of it */
async function rendered(
  plan: Plan,
  archive: Archive,
  { config, controls, engine: { charged } }: PlannedRuns,
): Promise<string> {
  const deps = { archive, config, controls, charged, retry: true };
  return render({ input: plan }, deps).then(
    ({ files }) =>
      `${plan.run.runId}: made ${files.map(({ file }) => file).join(', ')}, which an earlier call did not end`,
    (error) => `${plan.run.runId}: not rendered: ${oneLine(messageOf(error))}`,
  );
}

function restLines({ runs, mails, remaining }: Daily, due: readonly string[]): string[] {
  if (remaining > 0) return [`${remaining} more runs are due, the next of ${due.at(-remaining)}: call again`];
  return runs.length + mails.length > 0 ? [] : ['nothing is due'];
}

function isWell({ status, mail }: Manifest): boolean {
  const isMailed = mail.status === 'written' || (mail.status === 'sent' && mail.reason === undefined);
  return status === 'succeeded' && isMailed;
}

/** Else no run would be due until the clock comes to where it was. */
function refuseFuture({ runId, archive: folder, window }: CompleteRun, archive: Archive, now: string): void {
  if (milliseconds(window.to) <= milliseconds(now)) return;
  const what = `the last run, ${runId}, ends at ${window.to}, and the clock of this machine says ${now}`;
  const right = `set the clock right; if the run was made while the clock was ahead, move ${archive.locate(folder)} away`;
  throw new RequestError([`out: ${what}: ${right}`]);
}

/** @returns what is known of the mail afterwards */
async function sentNow(
  { run, recorded }: UnsentMail,
  deps: { archive: Archive; mailer: Mailer; now(): string },
): Promise<MailRecord> {
  const { mail } = recorded.manifest;
  if (mail.status === 'uncertain') return mail;
  try {
    return (await sendRecorded(recorded, { run }, deps)).mail;
  } catch (error) {
    const { unsent } = await unsentMails([run], deps.archive, deps.now());
    return { ...(unsent[0]?.recorded.manifest.mail ?? mail), reason: messageOf(error) };
  }
}
