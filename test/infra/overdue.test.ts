import { readFile } from 'node:fs/promises';
import jsonata from 'jsonata';
import { runId } from '../../src/plan/run-id.ts';

interface Task {
  Resource: string;
  Arguments: object;
  Assign?: object;
  Output?: string;
  Next?: string;
}

const definition: { StartAt: string; States: Record<string, Task> } = JSON.parse(
  await readFile('infra/overdue.asl.json', 'utf8'),
);

/** AWS as far as the definition asks it: the answers, by operation. */
type Answers = Record<string, object>;

/** Runs the tasks one after the other. https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html */
async function execute(answers: Answers): Promise<Record<string, never>> {
  const asked: Record<string, unknown> = {};
  const variables: Record<string, unknown> = {};
  let input: unknown = {};
  for (let next: string | undefined = definition.StartAt; next; ) {
    const {
      Resource,
      Arguments,
      Assign = {},
      Output = '{% $states.result %}',
      Next,
    }: Task = definition.States[next] as Task;
    const [operation = ''] = Resource.split(':').slice(-1);
    const evaluated = (value: unknown, result?: object) =>
      evaluate(value, { ...variables, states: { input, result } });
    asked[operation] = await evaluated(Arguments);
    const result = answers[operation] ?? {};
    Object.assign(variables, await evaluated(Assign, result));
    input = await evaluated(Output, result);
    next = Next;
  }
  return asked as Record<string, never>;
}

async function evaluate(value: unknown, bindings: Record<string, unknown>): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => evaluate(item, bindings)));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(async ([key, item]) => [key, await evaluate(item, bindings)]);
    return Object.fromEntries(await Promise.all(entries));
  }
  const [, expression] = /^\{%(.*)%\}$/s.exec(String(value)) ?? [];
  return expression ? jsonata(expression).evaluate(undefined, bindings) : value;
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
/** The name of a run whose window ended so many hours ago. */
function named(trigger: 'schedule' | 'manual', hours: number): string {
  const [from = '', to = ''] = [hours + 24, hours].map((ago) => `${hoursAgo(ago).slice(0, 16)}:00Z`);
  return runId({ trigger, window: { from, to, timezone: 'UTC' }, reports: ['console-logins'] });
}
const scheduled = (hours: number) => named('schedule', hours);
const manual = (hours: number) => named('manual', hours);
const executions = (...names: string[]) => ({
  Executions: names.map((Name) => ({ Name, StopDate: hoursAgo(0) })),
});

async function hoursTold(answers: Answers): Promise<number> {
  const asked = await execute({ describeStateMachine: { CreationDate: hoursAgo(1000) }, ...answers });
  const { MetricData } = asked.putMetricData as unknown as { MetricData: [{ Value: number }] };
  return MetricData[0].Value;
}

test.each([
  ['one scheduled run', executions(scheduled(9))],
  ['the newest of several', executions(scheduled(9), scheduled(33))],
  ['runs by hand not counted', executions(manual(1), scheduled(9), manual(12))],
  ['an old run, redriven', executions(scheduled(33), scheduled(9))],
  ['a window that ends in the future', executions(scheduled(-8760), scheduled(9))],
  ['a mail that was sent again', executions(`resend-1-${scheduled(9)}`, scheduled(33))],
])('gives the hours since the newest window ended that was reported on: %s', async (_, listExecutions) => {
  expect(await hoursTold({ listExecutions })).toBeCloseTo(9, 1);
});

test('until the first run is completed, gives the hours since the deployment', async () => {
  const describeStateMachine = { CreationDate: hoursAgo(5) };

  expect(await hoursTold({ describeStateMachine, listExecutions: executions() })).toBeCloseTo(5, 2);
  const listExecutions = executions(manual(1));
  expect(await hoursTold({ describeStateMachine, listExecutions })).toBeCloseTo(5, 2);
});

test('asks for runs that succeeded, and for no definition', async () => {
  const asked = await execute({
    describeStateMachine: { CreationDate: hoursAgo(5) },
    listExecutions: executions(),
  });

  expect(asked.listExecutions).toMatchObject({ StatusFilter: 'SUCCEEDED' });
  expect(asked.describeStateMachine).toMatchObject({ IncludedData: 'METADATA_ONLY' });
});
