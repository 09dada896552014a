/** State PollQuery: looks how a query is getting on. */
import type { Run } from '../src/run/run.ts';
import { type PollQueryInput, pollQuery } from '../src/steps/poll-query.ts';
import { engine } from './engine.ts';
import { config, logged, now } from './wiring.ts';

const { queryAttempts: attempts, querySeconds: seconds } = config.limits;
const deps = { engine: engine(), now, limits: { attempts, seconds } };

export const handler = logged((input: PollQueryInput & { run: Run }) => pollQuery(input, deps));
