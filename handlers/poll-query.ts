/** State PollQuery: asks how far a query is. */
import type { Run } from '../src/run/run.ts';
import { type PollQueryInput, pollQuery, QUERY_LIMITS } from '../src/steps/poll-query.ts';
import { engine } from './engine.ts';
import { environment, logged, now } from './wiring.ts';

// Less than the constant where a run has many reports: infra/history.ts.
const seconds = Number(environment('QUERY_SECONDS'));
const deps = { engine: engine(), now, limits: { ...QUERY_LIMITS, seconds } };

export const handler = logged((input: PollQueryInput & { run: Run }) => pollQuery(input, deps));
