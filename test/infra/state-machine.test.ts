import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

// It has no types of its own.
const validate: (definition: unknown) => { isValid: boolean; errorsText(): string } = createRequire(
  import.meta.url,
)('asl-validator');

interface State {
  Type: string;
  Resource?: string;
  TimeoutSeconds?: number;
  Catch?: { ErrorEquals: string[]; Next: string }[];
  ItemProcessor?: { States: Record<string, State> };
}

const definition: { States: Record<string, State> } = JSON.parse(
  (await readFile('infra/state-machine.asl.json', 'utf8')).replace(
    /\$\{(\w+)Arn\}/g,
    'arn:aws:lambda:us-east-1:111122223333:function:$1',
  ),
);
const inMap = definition.States.Reports?.ItemProcessor?.States ?? {};
const tasksOf = (states: Record<string, State>) =>
  Object.entries(states).filter(([, { Type }]) => Type === 'Task');

test('is valid Amazon States Language', () => {
  const { isValid, errorsText } = validate(definition);

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
