/** States PollQuery and PollCollect: ask how far a query is. */
import type { Run } from '../src/run/run.ts';
import { type PollCollectInput, pollCollect } from '../src/steps/collect.ts';
import { type PollQueryInput, QUERY_LIMITS } from '../src/steps/poll-query.ts';
import { pollReport } from '../src/steps/poll-report.ts';
import { engine } from './engine.ts';
import { config, environment, historyTable, logged, now } from './wiring.ts';

// Less than the constant where a run has many reports: infra/query-seconds.ts.
const seconds = Number(environment('QUERY_SECONDS'));
const deps = { engine: engine(), now, config, limits: { ...QUERY_LIMITS, seconds }, table: historyTable() };

export const handler = logged(async (input: (PollQueryInput & { run: Run }) | PollCollectInput) =>
  'collect' in input ? pollCollect(input, deps) : pollReport(input, deps),
);
