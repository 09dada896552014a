/** State RunQuery: starts a report's query. */
import { type RunQueryInput, runQuery } from '../src/steps/run-query.ts';
import { engine } from './engine.ts';
import { logged, now } from './wiring.ts';

const deps = { engine: engine(), now };

export const handler = logged((input: RunQueryInput) => runQuery(input, deps));
