import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { querySeconds } from '../../infra/query-seconds.ts';

// It has no types of its own.
const validate: (definition: unknown) => { isValid: boolean; errorsText(): string } = createRequire(
  import.meta.url,
)('asl-validator');

interface State {
  Type: string;
  Resource?: string;
  TimeoutSeconds?: number;
  MaxConcurrency?: number;
  Retry?: { IntervalSeconds?: number; BackoffRate?: number; MaxDelaySeconds?: number; MaxAttempts: number }[];
  Catch?: { ErrorEquals: string[]; Next: string }[];
  ItemProcessor?: { States: Record<string, State> };
}

const definition: { TimeoutSeconds: number; States: Record<string, State> } = JSON.parse(
  (await readFile('infra/state-machine.asl.json', 'utf8')).replace(
    /\$\{(\w+)Arn\}/g,
    'arn:aws:lambda:us-east-1:111122223333:function:$1',
  ),
);
const inMap = definition.States.Reports?.ItemProcessor?.States ?? {};
const tasksOf = (states: Record<string, State>) =>
  Object.entries(states).filter(([, { Type }]) => Type === 'Task');

test.each([
  ['infra/state-machine.asl.json', definition],
  ['infra/overdue.asl.json', JSON.parse(await readFile('infra/overdue.asl.json', 'utf8'))],
])('%s is valid Amazon States Language', (_, machine) => {
  const { isValid, errorsText } = validate(machine);

  expect(errorsText()).toBe('');
  expect(isValid).toBe(true);
});

test('every task has an end', () => {
  for (const [, { TimeoutSeconds }] of [...tasksOf(definition.States), ...tasksOf(inMap)]) {
    expect(TimeoutSeconds).toBeGreaterThan(0);
  }
});

test.each(tasksOf(inMap))('%s, failing, fails its report and no other', (_, { Catch }) => {
  expect(Catch).toEqual([{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'ReportFailed' }]);
});

test.each(['RunCollect', 'PollCollect'])('%s, failing, costs no report', (name) => {
  const { Catch, Retry } = definition.States[name] as State;
  expect(Catch).toEqual([{ ErrorEquals: ['States.ALL'], ResultPath: '$.run.history', Next: 'Reports' }]);
  expect(Retry).toEqual(inMap[name.replace('Collect', 'Query')]?.Retry);
});

/** Every attempt takes its time limit, and every wait between them is as long as it may be. */
function longest({ TimeoutSeconds = 0, Retry = [] }: State = { Type: 'none' }): number {
  const chains = Retry.map(({ IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = 1e9, MaxAttempts }) => {
    const waits = Array.from({ length: MaxAttempts }, (_, i) => IntervalSeconds * BackoffRate ** i);
    return waits.reduce((sum, wait) => sum + Math.min(wait, MaxDelaySeconds) + TimeoutSeconds, 0);
  });
  return TimeoutSeconds + Math.max(0, ...chains);
}

test.each([1, 4, 10, 11, 20, 40])('an execution of %d reports that is well is not timed out', (reports) => {
  const { Reports, SendSummary } = definition.States;
  const rounds = Math.ceil(reports / (Reports?.MaxConcurrency ?? 1));
  const report =
    longest(inMap.RunQuery) + querySeconds(reports) + longest(inMap.PollQuery) + longest(inMap.ArchiveReport);

  const collect =
    longest(definition.States.RunCollect) + querySeconds(1) + longest(definition.States.PollCollect);

  expect(collect + rounds * report + longest(SendSummary)).toBeLessThan(definition.TimeoutSeconds);
});
