/** Keeps the events of a run in the archive, as Parquet. Its failure costs no report. */
import { createHash } from 'node:crypto';
import { historyPlaces } from '../archive/history-places.ts';
import { QueryFailedError } from '../errors.ts';
import type { Archive } from '../ports.ts';
import { collectSql } from '../reports/collect-statement.ts';
import { type Collect, type Collected, EVENT_KINDS, historyPlace } from '../run/history.ts';
import type { Run } from '../run/run.ts';
import { type PollDeps, pollQuery } from './poll-query.ts';
import { type QueryInFlight, type RunQueryDeps, type RunQueryInput, startQuery } from './run-query.ts';

/** After the query that writes, on AWS, comes one that counts what the archive's table gives of it. */
interface Collecting {
  /** where the events are */
  place: string;
  /** what was written, once it was */
  collected?: Collected;
}

export interface RunCollectInput {
  run: Run;
  collect: Omit<Collect, 'query'> & { query: RunQueryInput['query'] & Partial<Collecting> };
}

type CollectInFlight = QueryInFlight & Collecting;

export interface PollCollectInput {
  run: Run;
  collect: Pick<Collect, 'columns'> & { query: CollectInFlight };
}

/** `table`: over the collected events of all runs, quoted; absent: nothing reads them back */
interface TableDep {
  table?: string | undefined;
}

/**
 * Starts the query that writes a run's events, then the one that counts them. A failed one may leave files, which an engine
 * neither removes nor refuses to add to: each attempt has a place where nothing is.
 */
export async function runCollect(
  { run, collect }: RunCollectInput,
  deps: RunQueryDeps & TableDep & { archive: Pick<Archive, 'list' | 'claim'> },
): Promise<CollectInFlight> {
  const { query } = collect;
  if (query.collected) return countBack(run, query.collected, query, deps);
  const place = await freePlace(run.runId, deps.archive);
  const asked = { run, query, name: place, sql: collectSql(collect), events: run.events, into: place };
  return { ...(await startQuery(asked, deps)), place };
}

/**
 * Asks for the state of that query.
 *
 * @throws QueryFailedError where it failed, or wrote what the archive's table does not read: that would give reports without
 *   rows, and no error
 */
export async function pollCollect({ collect }: PollCollectInput, { table, ...deps }: PollDeps & TableDep) {
  const { columns, query } = collect;
  const { place, collected: written } = query;
  const polled = await pollQuery({ query }, deps);
  if (polled.state !== 'succeeded') return { ...polled, place, ...(written && { collected: written }) };
  if (written) {
    const counted = await countIn(deps.engine.result(polled.resultLocation));
    if (counted !== written.rows)
      throw new QueryFailedError(`${table} gives ${counted} of the ${written.rows} rows written to ${place}`);
    return { ...written, scannedBytes: written.scannedBytes + polled.scannedBytes, table };
  }
  if (!polled.written) throw new QueryFailedError(`query execution ${query.queryExecutionId} wrote nothing`);
  const { rows, files } = polled.written;
  const { scannedBytes, milliseconds, leftOut } = polled;
  const collected: Collected = {
    state: 'succeeded',
    place,
    rows,
    columns,
    kinds: [...new Set(files.map(kindOf))].sort(),
    scannedBytes,
    milliseconds,
    ...(leftOut && { leftOut }),
  };
  if (!table || rows === 0) return collected;
  return { state: 'retry' as const, attempt: 0, waitSeconds: 1, place, collected };
}

/** The same token for the same count, as of the query that writes. */
async function countBack(
  run: Run,
  collected: Collected,
  query: RunQueryInput['query'],
  { engine, now, table }: RunQueryDeps & TableDep,
): Promise<CollectInFlight> {
  const { place } = collected;
  const attempt = query.attempt + 1;
  const key = place.slice(place.indexOf('=') + 1);
  const queryExecutionId = await engine.start({
    sql: `SELECT count(*) AS counted FROM ${table} WHERE "run" = '${key}'`,
    parameters: [],
    token: createHash('sha256').update([run.runId, place, 'count', attempt].join('/')).digest('hex'),
  });
  const startedAt = query.startedAt ?? now();
  return { state: 'running', queryExecutionId, attempt, startedAt, waitSeconds: 1, place, collected };
}

async function countIn(result: AsyncIterable<Uint8Array>): Promise<number> {
  const pieces: Uint8Array[] = [];
  for await (const piece of result) pieces.push(piece);
  const text = Buffer.concat(pieces).toString('utf8');
  return Number(/^"counted"\n"(\d+)"\n$/.exec(text)?.[1] ?? Number.NaN);
}

/** The same run may be under way twice. Where no place can be claimed, on AWS, the counts tell of it. */
async function freePlace(runId: string, archive: Pick<Archive, 'list' | 'claim'>): Promise<string> {
  for (let attempt = (await historyPlaces(runId, archive)).length + 1; ; attempt += 1) {
    const place = historyPlace(runId, attempt);
    if ((await archive.claim?.(place)) !== false) return place;
  }
}

/** A file elsewhere would be in no answer, without an error. */
function kindOf(file: string): string {
  const kind = /^kind=([^/]+)\/[^/]+$/.exec(file)?.[1];
  if (kind && (EVENT_KINDS as readonly string[]).includes(kind)) return kind;
  throw new QueryFailedError(`wrote ${file}, which is in the folder of no kind: ${EVENT_KINDS.join(', ')}`);
}
