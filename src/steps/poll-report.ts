import type { Config } from '../config/config.ts';
import { countedBy, countedByFewer } from '../reports/counts-statement.ts';
import { COVERAGE_REPORT } from '../run/coverage.ts';
import { CONTROLS_REPORT, SEEN_REPORT } from '../run/judgement.ts';
import { type PollDeps, type PollQueryInput, pollQuery, type SucceededQuery } from './poll-query.ts';
import type { Counting } from './run-query.ts';

/** They are few by what they are of, and judged by all of their rows. */
const ALWAYS_WHOLE = [COVERAGE_REPORT, CONTROLS_REPORT, SEEN_REPORT];

/**
 * Asks for the state of a report's query. Where its rows are too many for a CSV, counts of them are asked for, by the same
 * steps; where these are too many, coarser ones.
 */
export async function pollReport(
  { report, query }: PollQueryInput,
  { config, ...deps }: PollDeps & { config: Pick<Config, 'archive' | 'mute'> },
) {
  const polled = await pollQuery({ query }, deps);
  if (polled.state !== 'succeeded') return polled;
  const { counting } = query;
  const found = counting ? { ...withBoth(polled, counting), counting } : polled;
  if (ALWAYS_WHOLE.includes(report.id)) return found;
  const bytes = await deps.engine.resultBytes(polled.resultLocation);
  if (bytes <= config.archive.csvMaxBytes) return found;
  const columns = counting ? [] : await columnsIn(deps.engine.result(polled.resultLocation));
  const more = [...report.counts, ...Object.keys(config.mute[report.id] ?? {})].map((it) => it.toLowerCase());
  const by = counting ? countedByFewer(counting.by) : countedBy(columns, more);
  if (!by) return found;
  const { scannedBytes, milliseconds, leftOut } = found;
  const next: Counting = {
    by,
    timed: counting?.timed ?? columns.includes('eventtime'),
    bytes: counting?.bytes ?? bytes,
    result: counting?.result ?? polled.resultLocation,
    scannedBytes,
    milliseconds,
  };
  const { startedAt } = query;
  const again = { attempt: 0, startedAt, waitSeconds: 1, ...(leftOut && { leftOut }) };
  return { state: 'retry' as const, ...again, counting: next };
}

/** What the queries took together. */
function withBoth(polled: SucceededQuery, before: Counting): SucceededQuery {
  return {
    ...polled,
    scannedBytes: polled.scannedBytes + before.scannedBytes,
    milliseconds: polled.milliseconds + before.milliseconds,
  };
}

/** Of the header row, in lower case. */
async function columnsIn(result: AsyncIterable<Uint8Array>): Promise<string[]> {
  let header = '';
  for await (const piece of result) {
    header += Buffer.from(piece).toString('latin1');
    if (header.includes('\n')) break;
  }
  const [line = ''] = header.split('\n');
  return [...line.matchAll(/"([^"]*)"/g)].map(([, name = '']) => name.toLowerCase());
}
