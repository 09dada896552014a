/** Keeps the events of a run in the archive, as Parquet. Its failure costs no report. */
import { QueryFailedError } from '../errors.ts';
import type { Archive } from '../ports.ts';
import { collectSql } from '../reports/collect-statement.ts';
import { type Collect, type Collected, EVENT_KINDS, historyPlace } from '../run/history.ts';
import type { Run } from '../run/run.ts';
import { type PollDeps, pollQuery } from './poll-query.ts';
import { type QueryInFlight, type RunQueryDeps, type RunQueryInput, startQuery } from './run-query.ts';

export interface RunCollectInput {
  run: Run;
  collect: Omit<Collect, 'query'> & Pick<RunQueryInput, 'query'>;
}

interface CollectInFlight extends QueryInFlight {
  /** where it writes */
  place: string;
}

export interface PollCollectInput {
  run: Run;
  collect: { query: CollectInFlight };
}

/**
 * Starts the query that writes a run's events. A failed one may leave files, which an engine neither removes nor refuses to
 * add to: each attempt has a place where nothing is.
 */
export async function runCollect(
  { run, collect }: RunCollectInput,
  deps: RunQueryDeps & { archive: Pick<Archive, 'list'> },
): Promise<CollectInFlight> {
  const place = await freePlace(run, deps.archive);
  const sql = collectSql(collect);
  const query = await startQuery({ run, query: collect.query, name: place, sql, into: place }, deps);
  return { ...query, place };
}

/**
 * Asks for the state of that query.
 *
 * @throws QueryFailedError where it failed, or wrote what the archive's table would not read
 */
export async function pollCollect({ collect }: PollCollectInput, deps: PollDeps) {
  const { query } = collect;
  const { place } = query;
  const polled = await pollQuery({ query }, deps);
  if (polled.state !== 'succeeded') return { ...polled, place };
  const { written, scannedBytes, milliseconds, leftOut } = polled;
  if (!written) throw new QueryFailedError(`query execution ${query.queryExecutionId} wrote nothing`);
  const { rows, files } = written;
  const kinds = [...new Set(files.map(kindOf))].sort();
  const collected: Collected = { state: 'succeeded', place, rows, kinds, scannedBytes, milliseconds };
  return { ...collected, ...(leftOut && { leftOut }) };
}

async function freePlace({ runId }: Run, archive: Pick<Archive, 'list'>): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const place = historyPlace(runId, attempt);
    if ((await archive.list(`${place}/`)).length === 0) return place;
  }
}

/** A file elsewhere would be in no answer, without an error. */
function kindOf(file: string): string {
  const kind = /^kind=([^/]+)\/[^/]+$/.exec(file)?.[1];
  if (kind && (EVENT_KINDS as readonly string[]).includes(kind)) return kind;
  throw new QueryFailedError(`wrote ${file}, which is in the folder of no kind: ${EVENT_KINDS.join(', ')}`);
}
