import { configSchema } from '../../src/config/config.ts';
import { type PlanContext, planFor, requestFaults } from '../../src/plan/plan-for.ts';
import { faultsOf } from '../faults.ts';
import { catalogue } from '../sql/built-in.ts';

const config = configSchema.parse({
  timezone: 'Asia/Tokyo',
  accounts: ['111122223333'],
  regions: ['us-east-1'],
});
const context: PlanContext = { config, catalogue, now: '2026-11-22T07:00:00.000Z' };
const day = { from: '2026-11-21', to: '2026-11-21' };

test('of the schedule, takes every report over the configured accounts and regions', () => {
  const { run, reports } = planFor({ scheduledTime: '2026-11-21T22:00:00Z' }, context);

  expect(run).toMatchObject({
    trigger: 'schedule',
    window: { from: '2026-11-20T21:30:00Z', to: '2026-11-21T21:30:00Z', timezone: 'Asia/Tokyo' },
    partitions: { accounts: ['111122223333'], regions: ['us-east-1'] },
  });
  expect(reports).toHaveLength(catalogue.length);
});

test('by hand, takes the reports, accounts and regions that the request names', () => {
  const request = { ...day, reports: ['console-logins'], accounts: ['444455556666'], timezone: 'UTC' };
  const { run, reports } = planFor(request, context);

  expect(run).toMatchObject({
    trigger: 'manual',
    window: { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' },
    partitions: { accounts: ['444455556666'], regions: ['us-east-1'] },
  });
  expect(reports.map(({ id }) => id)).toEqual(['console-logins']);
});

test('by hand, takes the report of what was seen only where the request names it', () => {
  const idsOf = (request: object) => planFor(request, context).reports.map(({ id }) => id);
  expect(idsOf(day)).toEqual(catalogue.map(({ id }) => id).filter((id) => id !== 'seen'));
  expect(idsOf({ ...day, reports: ['seen'] })).toEqual(['seen']);
});

test('is the same for the same request, whenever it is made', () => {
  expect(planFor(day, { ...context, now: '2026-12-01T00:00:00.000Z' })).toEqual(planFor(day, context));
});

test('over other logs is another run', () => {
  const { run } = planFor(day, { ...context, source: '/logs' });
  expect(run.source).toBe('/logs');
  expect(run.runId).not.toBe(planFor(day, context).run.runId);
});

test.each([
  ['PT30M', '2026-11-21T15:29:59.000Z', [30]],
  ['PT30M', '2026-11-21T15:30:00.000Z', []],
  ['PT2H', '2026-11-21T15:30:00.000Z', [120]],
])(
  'warns of a window by hand that ended less than schedule.settle, %s, before %s',
  (settle, now, minutes) => {
    const settled = configSchema.parse({ timezone: 'Asia/Tokyo', schedule: { settle } });
    const { warnings } = planFor(day, { ...context, config: settled, now }).run;
    expect(warnings).toEqual(
      minutes.map((time) => expect.objectContaining({ code: 'window-too-recent', minutes: time })),
    );
  },
);

test('does not warn of a scheduled window: it ended as long ago as the team has set', () => {
  const request = { scheduledTime: '2026-11-21T22:00:00Z' };
  expect(planFor(request, { ...context, now: '2026-11-21T22:00:00.000Z' }).run.warnings).toEqual([]);
});

test('refuses a range longer than limits.days, unless any length is right', () => {
  const years = { from: '2020-01-01', to: '2026-11-21' };
  expect(faultsOf(() => planFor(years, context))).toEqual([expect.stringContaining('more than 400 days')]);
  expect(() => planFor(years, { ...context, anyLength: true })).not.toThrow();
});

test('without the configuration or the reports, which are at fault, the rest of a request is checked', () => {
  const wrong = { from: '2026-11-31', to: '2026-11-21', reports: ['logins'], accounts: ['1'] };
  const names = (faults: readonly string[]) => faults.map((fault) => fault.split(':')[0]);

  expect(names(requestFaults(wrong, context))).toEqual(['reports[0]', 'accounts[0]', 'from']);
  expect(names(requestFaults(wrong, { now: context.now }))).toEqual(['accounts[0]', 'from']);
});
