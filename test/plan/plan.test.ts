import { type PlanInput, planRun } from '../../src/plan/plan.ts';
import { tableConfigSchema } from '../../src/table/table-config.ts';

const input: PlanInput = {
  trigger: 'manual',
  window: { from: '2026-11-20T15:00:00Z', to: '2026-11-21T15:00:00Z', timezone: 'Asia/Tokyo' },
  reports: [
    {
      id: 'console-logins',
      title: 'Console logins',
      description: 'Every sign-in.',
      counts: ['username'],
      emptyIsGood: false,
      sql: 'SELECT username FROM events',
      source: { file: 'sql/reports/console-logins.sql', line: 6 },
    },
  ],
  table: tableConfigSchema.parse({}),
};

test('files the run under the first local day of its window', () => {
  const { run } = planRun(input);
  expect(run.archive).toBe(`runs/2026/11/21/${run.runId}`);
});

test('bounds the partitions to the UTC days of the window and the day after', () => {
  expect(planRun(input).run.partitions).toEqual({ from: '2026/11/20', to: '2026/11/22' });
});

test('bounds the partitions to the accounts and regions asked for', () => {
  const { run } = planRun({ ...input, accounts: ['111122223333'], regions: ['us-east-1'] });
  expect(run.partitions).toMatchObject({ accounts: ['111122223333'], regions: ['us-east-1'] });
});

test('has once what all its reports read, bounded to the partitions', () => {
  const { run, reports } = planRun(input);
  expect(run.events.parameters.slice(0, 2)).toEqual(['2026/11/20', '2026/11/22']);
  expect(reports.map(({ sql }) => sql)).toEqual(['SELECT username FROM events']);
});

test('has the derived columns of its reports once, and not in the reports', () => {
  const column = { name: 'identity', sql: 'useridentity.arn', source: { file: 'sql/events.sql', line: 1 } };
  const reports = ['a', 'b'].flatMap((id) => input.reports.map((it) => ({ ...it, id, derived: [column] })));
  const plan = planRun({ ...input, reports });
  expect(plan.run.events.derived).toEqual([column]);
  expect(plan.reports.map((report) => 'derived' in report)).toEqual([false, false]);
});
