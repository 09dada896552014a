import {
  ExecutionAlreadyExists,
  SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { startExecution } from '../../src/adapters/step-functions.ts';
import type { Plan } from '../../src/run.ts';

const STATE_MACHINE = 'arn:aws:states:eu-central-1:111122223333:stateMachine:audit-reports';
const EXECUTION = 'arn:aws:states:eu-central-1:111122223333:execution:audit-reports:manual-run';

test('starts an execution that is named as the run', async () => {
  const { service, options } = stepFunctions();
  service.on(StartExecutionCommand).resolves({ executionArn: EXECUTION });

  await startExecution(options, planOf());

  expect(inputs(service)).toMatchObject([{ stateMachineArn: STATE_MACHINE, name: 'manual-run' }]);
});

test('gives the plan to the execution', async () => {
  const { service, options } = stepFunctions();
  service.on(StartExecutionCommand).resolves({ executionArn: EXECUTION });

  await startExecution(options, planOf());

  expect(JSON.parse(inputs(service)[0]?.input ?? '')).toEqual(planOf());
});

test('returns the ARN of the execution', async () => {
  const { service, options } = stepFunctions();
  service.on(StartExecutionCommand).resolves({ executionArn: EXECUTION });

  expect(await startExecution(options, planOf())).toEqual({ executionArn: EXECUTION, alreadyStarted: false });
});

test.each([
  ['a state machine', STATE_MACHINE],
  ['a version', `${STATE_MACHINE}:7`],
  ['an alias', `${STATE_MACHINE}:live`],
])('takes an execution of the same name for the same run: %s', async (_, stateMachineArn) => {
  const { service, options } = stepFunctions();
  service.on(StartExecutionCommand).rejects(alreadyExists());

  const started = await startExecution({ ...options, stateMachineArn }, planOf());

  expect(started).toEqual({ executionArn: EXECUTION, alreadyStarted: true });
});

test('keeps to the partition of the state machine', async () => {
  const { service, options } = stepFunctions();
  service.on(StartExecutionCommand).rejects(alreadyExists());
  const stateMachineArn = STATE_MACHINE.replace(':aws:', ':aws-cn:');

  const { executionArn } = await startExecution({ ...options, stateMachineArn }, planOf());

  expect(executionArn).toBe(EXECUTION.replace(':aws:', ':aws-cn:'));
});

test('takes a plan that leaves room for the result of its one report', async () => {
  const { service, options } = stepFunctions();
  service.on(StartExecutionCommand).resolves({ executionArn: EXECUTION });

  await expect(startExecution(options, planOf(254 * 1024))).resolves.toBeDefined();
});

test('refuses a larger plan', async () => {
  const { options } = stepFunctions();

  await expect(startExecution(options, planOf(254 * 1024 + 1))).rejects.toMatchObject({
    name: 'RequestError',
    faults: [expect.stringContaining('255 KiB with its 1 reports, the flow takes 254 KiB')],
  });
});

test('counts the bytes of a plan, not its characters', async () => {
  const { options } = stepFunctions();
  const plan = planOf();
  const large = { ...plan, reports: [{ ...report, title: '監'.repeat(100_000) }] };

  await expect(startExecution(options, large)).rejects.toMatchObject({ name: 'RequestError' });
});

test('starts nothing for a plan that is too large', async () => {
  const { service, options } = stepFunctions();

  await startExecution(options, planOf(300_000)).catch(() => {});

  expect(inputs(service)).toEqual([]);
});

test('passes on what else Step Functions refuses', async () => {
  const { service, options } = stepFunctions();
  service
    .on(StartExecutionCommand)
    .rejects(new StateMachineDoesNotExist({ message: 'no such state machine', $metadata: {} }));

  await expect(startExecution(options, planOf())).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
});

function stepFunctions() {
  const client = new SFNClient({ region: 'eu-central-1' });
  return { service: mockClient(client), options: { client, stateMachineArn: STATE_MACHINE } };
}

const inputs = (service: ReturnType<typeof stepFunctions>['service']) =>
  service.commandCalls(StartExecutionCommand).map(({ args }) => args[0].input);

const alreadyExists = () =>
  new ExecutionAlreadyExists({ message: 'Execution Already Exists', $metadata: {} });

const report = {
  id: 'console-logins',
  title: 'Console logins',
  description: '',
  counts: ['username'],
  emptyIsGood: false,
  sql: 'SELECT 1',
  parameters: ['2026/11/21'],
  source: { file: 'sql/reports/console-logins.sql', line: 6, statementLine: 9 },
};

/** @param bytes size of the plan as JSON */
function planOf(bytes = 0): Plan {
  const plan: Plan = {
    run: {
      runId: 'manual-run',
      trigger: 'manual',
      window: { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' },
      partitions: { from: '2026/11/21', to: '2026/11/23' },
      archive: 'runs/2026/11/21/manual-run',
      warnings: [],
    },
    reports: [report],
  };
  const missing = bytes - JSON.stringify(plan).length;
  return missing > 0 ? { ...plan, reports: [{ ...report, description: 'x'.repeat(missing) }] } : plan;
}
