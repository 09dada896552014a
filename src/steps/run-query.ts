import { createHash } from 'node:crypto';
import { logDamage } from '../log-files/log-damage.ts';
import type { Clock, DamagedFile, QueryEngine } from '../ports.ts';
import { countsSql } from '../reports/counts-statement.ts';
import { eventsRead } from '../reports/history-events.ts';
import { eventsWithout, statementOf } from '../reports/statement.ts';
import type { PlannedReport } from '../run/report.ts';
import type { Events, Run } from '../run/run.ts';

/** What is known of log files on which the query failed before, each as `s3://bucket/key`. */
interface CheckedLogs {
  /** damaged: the query leaves them out; absent: none */
  leftOut?: DamagedFile[];
  /** on which the attempt before failed, and which is not damaged */
  whole?: string;
}

/** Of a report whose CSV would be too large: what its rows are counted by, and what is known of them. */
export interface Counting {
  /** columns of the report */
  by: string[];
  /** whether it has eventtime */
  timed: boolean;
  /** of its rows */
  bytes: number;
  /** where the engine has them */
  result: string;
  /** of the queries before */
  scannedBytes: number;
  milliseconds: number;
}

/** A query on its way, as it travels between run-query, the wait and poll-query. */
export interface QueryInFlight extends CheckedLogs {
  state: 'running';
  /** it counts the rows of its report; absent: it gives them */
  counting?: Counting;
  queryExecutionId: string;
  /** 1 for the first start of this report's query */
  attempt: number;
  /** instant of the first attempt's start */
  startedAt: string;
  /** how long to wait before the next poll */
  waitSeconds: number;
}

export interface RunQueryInput {
  run: Run;
  report: PlannedReport;
  /** what came of the attempt before; `attempt` 0 before the first */
  query: {
    attempt: number;
    startedAt?: string;
    leftOut?: DamagedFile[];
    suspect?: Suspect;
    counting?: Counting;
  };
}

/** The log file on which the attempt before failed. */
export interface Suspect {
  file: string;
  /** what the engine said */
  error: string;
}

/** CloudTrail's files hold a few megabytes; the function has memory for this. */
const MOST_LOG_BYTES = 32 * 2 ** 20;

/**
 * Starts a report's query. The token names run, report and attempt: started twice, it is one query execution. A log file
 * on which the attempt before failed is left out if it is damaged. That is for the file itself to tell: an error of S3 that
 * passes reads like a damaged file.
 */
export async function runQuery(
  { run, report, query }: RunQueryInput,
  deps: RunQueryDeps,
): Promise<QueryInFlight> {
  const events = eventsRead(run);
  // What is collected are no log files, of which some may be left out.
  const { suspect: _, leftOut: __, ...own } = query;
  const { counting } = query;
  const started = await startQuery(
    {
      run,
      query: events === run.events ? query : own,
      name: counting ? [report.id, 'counts', ...counting.by].join('/') : report.id,
      sql: counting ? countsSql(report.sql, counting) : report.sql,
      events,
    },
    deps,
  );
  return { ...started, ...(counting && { counting }) };
}

export interface RunQueryDeps {
  engine: QueryEngine;
  now: Clock;
}

interface ToStart extends Pick<RunQueryInput, 'run' | 'query'> {
  /** by which its tokens differ from those of the run's other queries */
  name: string;
  /** one query that reads FROM events */
  sql: string;
  /** what it reads */
  events: Events;
  /** as `Query.into` */
  into?: string;
}

export async function startQuery(
  { run, query, name, sql: own, events, into }: ToStart,
  { engine, now }: RunQueryDeps,
): Promise<QueryInFlight> {
  const attempt = query.attempt + 1;
  const checked = await checkedLogs(query, engine);
  const without = checked.leftOut?.map(({ file }) => file) ?? [];
  const { sql, parameters } = statementOf({ sql: own }, eventsWithout(without, events));
  const queryExecutionId = await engine.start({
    sql,
    parameters,
    token: createHash('sha256')
      .update([run.runId, name, attempt, ...without].join('/'))
      .digest('hex'),
    ...(into !== undefined && { into }),
  });
  return {
    state: 'running',
    queryExecutionId,
    attempt,
    startedAt: query.startedAt ?? now(),
    waitSeconds: 1,
    ...checked,
  };
}

/** Reads the log file on which the attempt before failed. One that is gone is as good as whole: the query sees the same. */
async function checkedLogs(
  { leftOut, suspect }: RunQueryInput['query'],
  engine: QueryEngine,
): Promise<CheckedLogs> {
  const before = { ...(leftOut && { leftOut }) };
  if (!suspect || !engine.logFile) return before;
  const { file, error } = suspect;
  let reason: string | undefined;
  try {
    const content = await engine.logFile(file, MOST_LOG_BYTES);
    reason = content && logDamage(content, MOST_LOG_BYTES);
  } catch (cause) {
    const message = `${file} cannot be checked: ${(cause as Error).message}. The query failed on it: ${error}`;
    throw new Error(message, { cause });
  }
  return reason ? { leftOut: [...(leftOut ?? []), { file, reason }] } : { ...before, whole: file };
}
