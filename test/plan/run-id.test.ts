import { type RunIdentity, runId, windowInRunId } from '../../src/plan/run-id.ts';

const day = { from: '2026-11-21T21:30:00Z', to: '2026-11-22T21:30:00Z', timezone: 'Asia/Tokyo' };
const scheduled: RunIdentity = {
  trigger: 'schedule',
  window: day,
  reports: ['console-logins', 'iam-user-actions'],
};
const request = { accounts: ['111111111111'], regions: ['us-east-1'], recipients: ['a@example.com'] };
const manual: RunIdentity = {
  ...scheduled,
  trigger: 'manual',
  ...request,
};

test('a scheduled run is named after its window', () => {
  expect(runId(scheduled)).toMatch(/^scheduled-20261121T2130Z-20261122T2130Z-[0-9a-f]{8}$/);
});

test('a run by hand is named after its window', () => {
  expect(runId(manual)).toMatch(/^manual-20261121T2130Z-20261122T2130Z-[0-9a-f]{8}$/);
});

test('one that reads the logs alone is another', () => {
  expect(runId({ ...manual, fresh: true })).not.toBe(runId(manual));
});

test('seconds show where they are not zero', () => {
  const window = { ...day, from: '2026-11-21T21:30:05Z', to: '2026-11-21T21:30:10Z' };

  expect(runId({ ...scheduled, window })).toMatch(/^scheduled-20261121T213005Z-20261121T213010Z-/);
});

test.each([day, { from: '2026-11-21T21:30:05Z', to: '2026-11-22T21:30:00Z', timezone: 'UTC' }])(
  'the window can be read from it: %j',
  (window) => {
    const { from, to } = window;
    expect(windowInRunId(runId({ ...scheduled, window }))).toEqual({ from, to });
  },
);

test.each([
  'manual-20261121T2130Z-20261122T2130Z-1a2b3c4d',
  'scheduled-20269921T2130Z-20261122T2130Z-1a2b3c4d',
  'x',
])('no window can be read from %s', (id) => {
  expect(windowInRunId(id)).toBeUndefined();
});

test('the name fits an execution, at its longest too', () => {
  const window = { ...day, from: '2026-11-21T21:30:05Z', to: '2026-11-21T21:30:10Z' };

  expect(runId({ ...scheduled, window })).toMatch(/^[A-Za-z0-9-]{1,80}$/);
});

test('the name of a scheduled run is the one that version 0.1 gave it, whatever reports there are now', () => {
  expect(runId(scheduled)).toBe('scheduled-20261121T2130Z-20261122T2130Z-a62dafbc');
  expect(runId({ ...scheduled, reports: ['one-more'] })).toBe(runId(scheduled));
});

test('other logs make another run', () => {
  const of = (source: string) => runId({ ...manual, source });

  expect(of('/logs/a')).toBe(of('/logs/a'));
  expect(new Set([of('/logs/a'), of('/logs/b'), runId(manual)]).size).toBe(3);
});

test('the order of a list does not count', () => {
  const reports = manual.reports.toReversed();

  expect(runId({ ...manual, reports })).toBe(runId(manual));
});

test.each<[string, RunIdentity]>([
  ['zone', { ...manual, window: { ...day, timezone: 'Asia/Seoul' } }],
  ['reports', { ...manual, reports: ['console-logins'] }],
  ['accounts', { ...manual, accounts: ['222222222222'] }],
  ['regions', { ...manual, regions: ['us-east-2'] }],
  ['recipients', { ...manual, recipients: ['b@example.com'] }],
  ['bounds', { ...scheduled, trigger: 'manual' }],
])('other %s make another run', (_, other) => {
  expect(runId(other)).not.toBe(runId(manual));
});

test('the same value in another list makes another run', () => {
  const all = { ...scheduled, trigger: 'manual' } as const;
  const one = runId({ ...all, accounts: ['x'] });

  expect(runId({ ...all, regions: ['x'] })).not.toBe(one);
});

test('a scheduled run has no request of its own', () => {
  expect(runId({ ...scheduled, accounts: ['111111111111'] })).toBe(runId(scheduled));
});
