import { readFile } from 'node:fs/promises';
import { type FlowEvent, runLocalFlow } from '../adapters/local/local-flow.ts';
import { recordedRun } from '../archive/recorded-run.ts';
import { MailError } from '../errors.ts';
import type { Archive, Clock } from '../ports.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Plan } from '../run/run.ts';
import { archiveReport } from '../steps/archive-report.ts';
import { pollCollect, runCollect } from '../steps/collect.ts';
import { pollReport } from '../steps/poll-report.ts';
import { render } from '../steps/render.ts';
import { runQuery } from '../steps/run-query.ts';
import { type SendSummaryInput, sendSummary } from '../steps/send-summary.ts';
import { projectFile } from './config-file.ts';
import type { OpenEngine } from './place.ts';
import type { PlannedRun } from './plan-run.ts';

interface FlowDeps
  extends Omit<OpenEngine, 'close' | 'abandon'>,
    Pick<PlannedRun, 'config' | 'controls' | 'networks' | 'mailer' | 'renderings'> {
  archive: Archive;
  charged: boolean;
  now: Clock;
}

/**
 * Runs the state machine on this machine, over an opened engine.
 *
 * @returns the manifest, which says what came of the mail
 */
export async function runFlow(
  plan: Plan,
  { paced, ...deps }: FlowDeps,
  onEvent: (event: FlowEvent) => void,
): Promise<Manifest> {
  const definition = await readFile(projectFile('infra/state-machine.asl.json'), 'utf8');
  const workbook =
    deps.config.mail.attach === 'xlsx'
      ? (await import('../workbook/attachment.ts')).attachableWorkbook
      : undefined;
  const steps = {
    RunCollect: (input: Parameters<typeof runCollect>[0]) => runCollect(input, deps),
    PollCollect: (input: Parameters<typeof pollCollect>[0]) => pollCollect(input, deps),
    RunQuery: (input: Parameters<typeof runQuery>[0]) => runQuery(input, deps),
    PollQuery: (input: Parameters<typeof pollReport>[0]) => pollReport(input, deps),
    ArchiveReport: (input: Parameters<typeof archiveReport>[0]) => archiveReport(input, deps),
    SendSummary: (input: SendSummaryInput) =>
      sendSummary(input, { ...deps, workbook }).catch((error) => recordedUnsent(error, input, deps)),
    Render: (input: Parameters<typeof render>[0]) => render(input, deps),
  };
  const output = (await runLocalFlow(definition, steps, plan, { onEvent, paced })) as Manifest & {
    rendered: unknown;
  };
  const { rendered: _, ...manifest } = output;
  return manifest;
}

/** Here a mail that was not sent costs neither the page nor the next run: who called reads what came of it. */
async function recordedUnsent(
  error: unknown,
  { run }: SendSummaryInput,
  { archive }: Pick<FlowDeps, 'archive'>,
): Promise<Manifest> {
  const recorded = error instanceof MailError && (await recordedRun(run, archive));
  if (!recorded) throw error;
  return recorded.manifest;
}
