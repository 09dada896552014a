import { createHash } from 'node:crypto';
import type { Clock, QueryEngine } from '../ports.ts';
import { statementOf } from '../reports/statement.ts';
import type { PlannedReport } from '../run/report.ts';
import type { Run } from '../run/run.ts';

/** A query on its way, as it travels between run-query, the wait and poll-query. */
export interface QueryInFlight {
  state: 'running';
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
  query: { attempt: number; startedAt?: string };
}

/** Starts a report's query. The token names run, report and attempt: started twice, it is one query execution. */
export async function runQuery(
  { run, report, query }: RunQueryInput,
  { engine, now }: { engine: QueryEngine; now: Clock },
): Promise<QueryInFlight> {
  const attempt = query.attempt + 1;
  const { sql, parameters } = statementOf(report, run.events);
  const queryExecutionId = await engine.start({
    sql,
    parameters,
    token: createHash('sha256').update(`${run.runId}/${report.id}/${attempt}`).digest('hex'),
  });
  return { state: 'running', queryExecutionId, attempt, startedAt: query.startedAt ?? now(), waitSeconds: 1 };
}
