import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type FlowSteps, runLocalFlow } from '../../../src/adapters/local/local-flow.ts';
import { QueryFailedError } from '../../../src/errors.ts';
import type { Plan } from '../../../src/run/run.ts';
import { report, run } from '../../steps/fakes.ts';

const definition = await readFile(
  fileURLToPath(new URL('../../../infra/state-machine.asl.json', import.meta.url)),
  'utf8',
);

interface Input {
  report: { id: string };
  query: { attempt: number };
  results: unknown[];
}

interface Output {
  results: unknown[];
  rendered: unknown;
}

/** Runs the real definition over steps that work at once, but for those that the test changes. */
async function flow(changes: Partial<Record<string, (input: Input) => Promise<unknown>>>) {
  const plan: Plan = { run, reports: [report, { ...report, id: 'other' }] };
  const steps = {
    RunQuery: async ({ query }: Input) => ({ attempt: query.attempt + 1, waitSeconds: 1 }),
    PollQuery: async ({ query }: Input) => ({ ...query, state: 'succeeded' }),
    ArchiveReport: async ({ report: { id }, query }: Input) => ({
      id,
      status: 'succeeded',
      attempt: query.attempt,
    }),
    SendSummary: async ({ results }: Input) => ({ results }),
    Render: async () => 'rendered',
    ...changes,
  };
  return (await runLocalFlow(definition, steps as unknown as FlowSteps, plan)) as Output;
}

const done = (id: string, attempt = 1) => ({ id, status: 'succeeded', attempt });
const only =
  (id: string, act: (input: Input) => unknown, otherwise: (input: Input) => unknown) =>
  async (input: Input) =>
    input.report.id === id ? act(input) : otherwise(input);

test('brings every report to the summary, in the order of the plan', async () => {
  expect((await flow({})).results).toEqual([done('console-logins'), done('other')]);
});

test('polls until the query has succeeded', async () => {
  let polls = 0;
  const PollQuery = async ({ query }: Input) => ({ ...query, state: ++polls < 10 ? 'running' : 'succeeded' });
  await flow({ PollQuery });
  expect(polls).toBe(11);
});

test('starts a query again when asked to', async () => {
  const PollQuery = async ({ query }: Input) => ({
    ...query,
    state: query.attempt < 3 ? 'retry' : 'succeeded',
  });
  expect((await flow({ PollQuery })).results).toEqual([done('console-logins', 3), done('other', 3)]);
});

test.each(['RunQuery', 'PollQuery', 'ArchiveReport'])(
  'an error in %s costs its own report alone',
  async (state) => {
    const works = { RunQuery: { attempt: 1, waitSeconds: 1 }, PollQuery: { state: 'succeeded', attempt: 1 } };
    const fails = () => {
      throw new QueryFailedError('no such column');
    };
    const step = only('other', fails, ({ report: { id } }) => works[state as keyof typeof works] ?? done(id));
    expect((await flow({ [state]: step })).results).toEqual([
      done('console-logins'),
      { id: 'other', status: 'failed', error: { Error: 'QueryFailedError', Cause: 'no such column' } },
    ]);
  },
);

test.each([
  ['QueryFailedError', 'PollQuery', 1],
  ['ScanLimitError', 'PollQuery', 1],
  ['UnnamedLogError', 'PollQuery', 1],
  ['Error', 'PollQuery', 6],
  ['ResultError', 'ArchiveReport', 1],
  ['Error', 'ArchiveReport', 4],
  ['InvalidRequestException', 'RunQuery', 1],
  ['TooManyRequestsException', 'RunQuery', 21],
])('on %s tries %s %i times', async (name, state, times) => {
  let tries = 0;
  const fails = () => {
    tries += 1;
    throw Object.assign(new Error('no'), { name });
  };
  await flow({
    [state]: only('other', fails, async () => ({ state: 'succeeded', attempt: 1, waitSeconds: 1 })),
  });
  expect(tries).toBe(times);
});

test('what came of the renderings stands beside the summary', async () => {
  expect((await flow({})).rendered).toBe('rendered');
});

test('an error in Render costs nothing else', async () => {
  const Render = async () => {
    throw new Error('no');
  };
  expect(await flow({ Render })).toEqual({
    results: [done('console-logins'), done('other')],
    rendered: { Error: 'Error', Cause: 'no' },
  });
});

test('passes on nothing but JSON', async () => {
  const RunQuery = async () => ({ attempt: 1, waitSeconds: 1, lost: undefined });
  let seen: unknown;
  const PollQuery = async ({ query }: Input) => {
    seen = query;
    return { state: 'succeeded', attempt: 1 };
  };
  await flow({ RunQuery, PollQuery });
  expect(seen).toStrictEqual({ attempt: 1, waitSeconds: 1 });
});
