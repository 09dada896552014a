import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  RedriveExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
} from '@aws-sdk/client-sfn';
import { mockClient } from 'aws-sdk-client-mock';
import { stateMachineExecutions } from '../../../src/adapters/aws/step-functions.ts';
import { readCatalogueFiles } from '../../../src/adapters/local/catalogue-files.ts';
import { planRun } from '../../../src/plan/plan.ts';
import { parseCatalogue } from '../../../src/reports/catalogue.ts';
import type { Plan } from '../../../src/run/run.ts';
import { tableConfigSchema } from '../../../src/table/table-config.ts';

const STATE_MACHINE = 'arn:aws:states:eu-central-1:111122223333:stateMachine:audit-reports';
const EXECUTION = 'arn:aws:states:eu-central-1:111122223333:execution:audit-reports:manual-run';

test('starts an execution that is named as the run', async () => {
  const { service, start } = stepFunctions();
  service.on(StartExecutionCommand).resolves({ executionArn: EXECUTION });

  await start(planOf());

  expect(inputs(service)).toMatchObject([{ stateMachineArn: STATE_MACHINE, name: 'manual-run' }]);
});

test('gives the plan to the execution', async () => {
  const { service, start } = stepFunctions();
  service.on(StartExecutionCommand).resolves({ executionArn: EXECUTION });

  await start(planOf());

  expect(JSON.parse(inputs(service)[0]?.input ?? '')).toEqual(planOf());
});

test('recognizes a run that was started before', async () => {
  const { service, start } = stepFunctions();
  service.on(StartExecutionCommand).resolvesOnce({ executionArn: EXECUTION }).rejects(alreadyExists());

  expect(await start(planOf())).toEqual({ alreadyStarted: false });
  expect(await start(planOf())).toEqual({ alreadyStarted: true });
});

test.each([
  ['a state machine', STATE_MACHINE],
  ['a version', `${STATE_MACHINE}:7`],
  ['an alias', `${STATE_MACHINE}:live`],
])('locates an execution by its ARN: of %s', (_, stateMachineArn) => {
  const { client } = stepFunctions();

  expect(stateMachineExecutions({ client, stateMachineArn }).locate('manual-run')).toBe(EXECUTION);
});

test('keeps to the partition of the state machine', () => {
  const { client } = stepFunctions();
  const stateMachineArn = STATE_MACHINE.replace(':aws:', ':aws-cn:');

  expect(stateMachineExecutions({ client, stateMachineArn }).locate('manual-run')).toBe(
    EXECUTION.replace(':aws:', ':aws-cn:'),
  );
});

test.each([
  ['RUNNING', 'NOT_REDRIVABLE', { status: 'RUNNING', notRedrivable: 'because' }],
  ['FAILED', 'REDRIVABLE', { status: 'FAILED' }],
  ['PENDING_REDRIVE', 'NOT_REDRIVABLE', { status: 'RUNNING', notRedrivable: 'because' }],
] as const)('describes an execution that is %s', async (status, redriveStatus, described) => {
  const { service, executions } = stepFunctions();
  service.on(DescribeExecutionCommand, { executionArn: EXECUTION }).resolves({
    status,
    redriveStatus,
    ...(redriveStatus !== 'REDRIVABLE' && { redriveStatusReason: 'because' }),
  });

  expect(await executions.describe('manual-run')).toEqual(described);
});

test('finds nothing for an execution that is forgotten or was never started', async () => {
  const { service, executions } = stepFunctions();
  service.on(DescribeExecutionCommand).rejects(new ExecutionDoesNotExist({ message: '', $metadata: {} }));

  expect(await executions.describe('manual-run')).toBeUndefined();
});

test('lets an execution go on from where it failed', async () => {
  const { service, executions } = stepFunctions();
  service.on(RedriveExecutionCommand).resolves({});

  await executions.redrive('manual-run');

  expect(service.commandCalls(RedriveExecutionCommand)[0]?.args[0].input).toEqual({
    executionArn: EXECUTION,
  });
});

test('takes a plan that leaves room for the result of its one report', async () => {
  const { service, start } = stepFunctions();
  service.on(StartExecutionCommand).resolves({ executionArn: EXECUTION });

  await expect(start(planOf(254 * 1024))).resolves.toBeDefined();
});

test('refuses a larger plan', async () => {
  const { start } = stepFunctions();

  await expect(start(planOf(254 * 1024 + 1))).rejects.toMatchObject({
    name: 'RequestError',
    faults: [
      expect.stringContaining('255 KiB with its 1 reports, more than the 254 KiB that the flow takes'),
    ],
  });
});

test('takes 40 reports over 300 accounts that are named, with 17 regions, in a table that lists them', async () => {
  const { service, start } = stepFunctions();
  service.on(StartExecutionCommand).resolves({ executionArn: EXECUTION });

  await start(await planOfOrganization(40));

  expect(inputs(service)).toHaveLength(1);
});

test('counts the bytes of a plan, not its characters', async () => {
  const { start } = stepFunctions();
  const plan = planOf();
  const large = { ...plan, reports: [{ ...report, title: '監'.repeat(100_000) }] };

  await expect(start(large)).rejects.toMatchObject({ name: 'RequestError' });
});

test('starts nothing for a plan that is too large', async () => {
  const { service, start } = stepFunctions();

  await start(planOf(300_000)).catch(() => {});

  expect(inputs(service)).toEqual([]);
});

test('passes on what else Step Functions refuses', async () => {
  const { service, start } = stepFunctions();
  service
    .on(StartExecutionCommand)
    .rejects(new StateMachineDoesNotExist({ message: 'no such state machine', $metadata: {} }));

  await expect(start(planOf())).rejects.toMatchObject({ name: 'StateMachineDoesNotExist' });
});

function stepFunctions() {
  const client = new SFNClient({ region: 'eu-central-1' });
  const executions = stateMachineExecutions({ client, stateMachineArn: STATE_MACHINE });
  const start = (plan: Plan) => executions.start(plan.run.runId, plan);
  return { client, service: mockClient(client), executions, start };
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
      events: { sql: 'events AS (SELECT ? AS day)', parameters: ['2026/11/21'] },
      archive: 'runs/2026/11/21/manual-run',
      warnings: [],
    },
    reports: [report],
  };
  const missing = bytes - JSON.stringify(plan).length;
  return missing > 0 ? { ...plan, reports: [{ ...report, description: 'x'.repeat(missing) }] } : plan;
}

/** With reports as long as the built-in ones. */
async function planOfOrganization(reports: number): Promise<Plan> {
  const builtIn = parseCatalogue(await readCatalogueFiles('sql'));
  // A team's own are of the size of these.
  const small = builtIn.filter(({ id }) => id !== 'controls' && id !== 'seen');
  const own = Array.from({ length: reports - builtIn.length }, (_, i) => small[i % small.length]);
  const account = Array.from({ length: 300 }, (_, i) => String(100_000_000_000 + i));
  const region = Array.from({ length: 17 }, (_, i) => `ap-northeast-${i}`);
  const { run, reports: planned } = planRun({
    trigger: 'manual',
    window: { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' },
    reports: [...builtIn, ...own.flatMap((it) => it ?? [])],
    table: tableConfigSchema.parse({}),
    accounts: account,
    regions: region,
  });
  const location = 's3://logs/AWSLogs/o-abc123/${account}/CloudTrail/${region}/';
  return { run: { ...run, projected: { location, values: { account, region } } }, reports: planned };
}
