import { recordedRun } from '../archive/recorded-run.ts';
import { reviewedHash } from '../archive/review.ts';
import type { Archive } from '../ports.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Window } from '../run/run.ts';
import type { WarningCode } from '../run/warning.ts';
import { instantOf, isTimeZone } from '../time/time.ts';
import type { RunEntry, RunFigures } from './evidence.ts';

/** @returns undefined where the manifest cannot be read */
export async function readOutcome(
  folder: string,
  archive: Archive,
): Promise<Pick<RunEntry, 'window' | 'status' | 'outcome'> | undefined> {
  try {
    const recorded = await recordedRun({ archive: folder }, archive);
    if (!recorded || !isWhole(recorded.manifest.window)) return undefined;
    const { manifest, content } = recorded;
    const written = JSON.parse(Buffer.from(content).toString('utf8'));
    return {
      window: manifest.window,
      status: manifest.status,
      outcome: figuresOf(manifest, reviewedHash(written)),
    };
  } catch {
    // Anybody who may write to the archive may have changed it. What is wrong is among the run's faults.
    return undefined;
  }
}

function isWhole({ from, to, timezone }: Window): boolean {
  return instantOf(from) !== undefined && instantOf(to) !== undefined && isTimeZone(timezone);
}

function figuresOf(manifest: Manifest, manifestSha256: string): RunFigures {
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
const NOT_OF_LOGS: readonly WarningCode[] = [
  'scan-limit',
  'last-run-not-read',
  'window-gap',
  'window-overlap',
];

function logsOf({ logs, warnings }: Manifest): RunFigures['logs'] {
  const codes = warnings.map(({ code }) => code).filter((code) => !NOT_OF_LOGS.includes(code));
  if (codes.some((code) => code !== 'logs-not-surveyed' && code !== 'days-not-surveyed')) return 'not-whole';
  return logs && codes.length === 0 ? 'whole' : 'unknown';
}
