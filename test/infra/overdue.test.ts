import { readFile } from 'node:fs/promises';
import jsonata from 'jsonata';

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
const executions = (...runs: [name: string, hours: number][]) => ({
  Executions: runs.map(([Name, hours]) => ({ Name, StopDate: hoursAgo(hours) })),
});

async function hoursTold(answers: Answers): Promise<number> {
  const asked = await execute({ describeStateMachine: { CreationDate: hoursAgo(1000) }, ...answers });
  const { MetricData } = asked.putMetricData as unknown as { MetricData: [{ Value: number }] };
  return MetricData[0].Value;
}

test.each([
  ['one scheduled run', executions(['scheduled-a', 9])],
  ['the newest of several', executions(['scheduled-b', 9], ['scheduled-a', 33])],
  ['runs by hand not counted', executions(['manual-x', 1], ['scheduled-a', 9], ['manual-y', 12])],
  [
    'a redriven run, completed last though started first',
    executions(['scheduled-b', 20], ['scheduled-a', 9]),
  ],
])('tells the hours since a scheduled run was completed: %s', async (_, listExecutions) => {
  expect(await hoursTold({ listExecutions })).toBeCloseTo(9, 2);
});

test('until the first run is completed, tells the hours since the deployment', async () => {
  const describeStateMachine = { CreationDate: hoursAgo(5) };

  expect(await hoursTold({ describeStateMachine, listExecutions: executions() })).toBeCloseTo(5, 2);
  const listExecutions = executions(['manual-x', 1]);
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
