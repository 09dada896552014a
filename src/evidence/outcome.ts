import * as z from 'zod';
import { jsonIn } from '../archive/json-text.ts';
import { recordedRun } from '../archive/recorded-run.ts';
import { reviewedHash } from '../archive/review.ts';
import type { Archive } from '../ports.ts';
import type { WarningCode } from '../run/warning.ts';
import { isTimeZone } from '../time/time.ts';
import type { RunEntry, RunFigures } from './evidence.ts';

// Anybody who may write to the archive may have changed a manifest.
const schema = z.object({
  status: z.enum(['succeeded', 'partial', 'failed']),
  window: z.object({ timezone: z.string().refine(isTimeZone) }),
  reports: z.array(
    z.object({
      id: z.string(),
      status: z.enum(['succeeded', 'failed']),
      rows: z.number().optional(),
      lateRows: z.number().optional(),
    }),
  ),
  warnings: z.array(z.object({ code: z.string().optional() })),
  logs: z.object({ files: z.number() }).optional(),
  coverage: z.object({ accounts: z.array(z.unknown()), regions: z.array(z.unknown()) }).optional(),
  controls: z.array(z.object({ status: z.string() })).optional(),
  verdict: z.object({ words: z.array(z.string()) }).optional(),
  mail: z.object({ status: z.string() }),
});

type Read = z.infer<typeof schema>;

export type Outcome = Required<Pick<RunEntry, 'status' | 'outcome'>> & { timezone: string };

/** @returns undefined where the manifest cannot be read; what is wrong with it is among the run's faults */
export async function readOutcome(folder: string, archive: Archive): Promise<Outcome | undefined> {
  try {
    const recorded = await recordedRun({ archive: folder }, archive);
    if (!recorded) return undefined;
    const manifest = schema.parse(recorded.manifest);
    const { status, window } = manifest;
    const hash = reviewedHash(jsonIn(recorded.content));
    return { status, timezone: window.timezone, outcome: figuresOf(manifest, hash) };
  } catch {
    return undefined;
  }
}

function figuresOf(manifest: Read, manifestSha256: string): RunFigures {
  const { reports, warnings, logs, coverage, controls, verdict, mail } = manifest;
  return {
    verdict: verdict?.words ?? [],
    warnings: warnings.length,
    logs: logsOf(manifest),
    logFiles: logs?.files,
    accounts: coverage?.accounts.length,
    regions: coverage?.regions.length,
    rows: new Map(reports.map(({ id, status, rows = 0 }) => [id, status === 'failed' ? 'failed' : rows])),
    lateRows: reports.reduce((sum, { lateRows = 0 }) => sum + lateRows, 0),
    controls: controls?.filter(({ status }) => status === 'people').length,
    mail: mail.status,
    manifestSha256,
  };
}

/** These say nothing of whether the window's logs were there and could be read. */
const NOT_OF_LOGS = [
  'scan-limit',
  'last-run-not-read',
  'window-gap',
  'window-overlap',
  'networks-not-named',
  'history-failed',
  'history-not-read',
] satisfies WarningCode[];

function logsOf({ logs, warnings }: Read): RunFigures['logs'] {
  const codes = warnings
    .map(({ code }) => code)
    .filter((code) => !NOT_OF_LOGS.some((other) => other === code));
  if (codes.some((code) => code !== 'logs-not-surveyed' && code !== 'days-not-surveyed')) return 'not-whole';
  return logs && codes.length === 0 ? 'whole' : 'unknown';
}
