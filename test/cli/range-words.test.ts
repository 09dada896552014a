import { planOptions } from '../../src/cli/plan-run.ts';
import { definiteBounds } from '../../src/cli/range-words.ts';
import { lastFaults, type RangeOptions } from '../../src/cli/shared-options.ts';
import { readRange } from '../../src/plan/range-window.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import { audit } from './audit.ts';

const NOW = '2026-11-27T20:15:30.250Z';

test.each<[string, RangeOptions, string, RangeOptions]>([
  ['yesterday', { from: 'yesterday', to: 'yesterday' }, 'UTC', { from: '2026-11-26', to: '2026-11-26' }],
  [
    'yesterday where it is already the day after',
    { from: 'yesterday', to: 'yesterday' },
    'Asia/Tokyo',
    { from: '2026-11-27', to: '2026-11-27' },
  ],
  [
    'today, which ends now',
    { from: 'today', to: 'today' },
    'Asia/Tokyo',
    { from: '2026-11-28', to: '2026-11-27T20:15:30Z' },
  ],
  ['hours', { last: '24h' }, 'Asia/Tokyo', { from: '2026-11-26T20:15:30Z', to: '2026-11-27T20:15:30Z' }],
  ['days', { last: '7d' }, 'Asia/Tokyo', { from: '2026-11-20T20:15:30Z', to: '2026-11-27T20:15:30Z' }],
  [
    'dates and instants as they are',
    { from: '2026-11-01', to: '2026-11-02T00:00:00Z' },
    'UTC',
    { from: '2026-11-01', to: '2026-11-02T00:00:00Z' },
  ],
  ['one bound alone', { from: 'yesterday' }, 'UTC', { from: '2026-11-26', to: undefined }],
])('reads %s', (_, options, timezone, bounds) => {
  expect(definiteBounds(options, timezone, NOW)).toEqual(bounds);
});

test('a day where the clocks change has the same time of day at both ends', () => {
  const bounds = definiteBounds({ last: '1d' }, 'Europe/Berlin', '2026-10-25T12:00:00Z');

  expect(bounds).toEqual({ from: '2026-10-24T11:00:00Z', to: '2026-10-25T12:00:00Z' });
});

test('as many days as a run may have are not too many where the clocks change', () => {
  const now = '2026-03-30T12:00:00Z';
  const bounds = definiteBounds({ last: '31d' }, 'Europe/Berlin', now);

  expect(readRange({ ...bounds, timezone: 'Europe/Berlin' }, { now, maxDays: 31 }).faults).toEqual([]);
});

test.each<[string, RangeOptions, string[]]>([
  ['a number without a unit', { last: '24' }, ['last: "24" is not a number of hours or days']],
  ['nothing', { last: '' }, ['last: "" is not']],
  ['no hour', { last: '0h' }, ['last: "0h" is not']],
  ['too many days', { last: '10000d' }, ['last: "10000d" is not']],
  [
    'bounds as well',
    { last: '24h', from: 'yesterday', to: 'today' },
    ['from: "yesterday" does not go with --last; remove', 'to: "today" does not go with --last; remove'],
  ],
])('refuses %s', (_, options, faults) => {
  expect(lastFaults(options)).toEqual(faults.map((fault) => expect.stringContaining(fault)));
});

test('a run has the instants, so the same request at the same time is the same run', async () => {
  const logs = await emptyDirectory();
  await writeLog(logs, logPath(), [signIn()]);
  const planned = async (options: RangeOptions) =>
    (await planOptions({ logs, dryRun: true, ...options }, NOW)).plan.run;
  const run = await planned({ last: '24h' });

  expect(run.window).toEqual({ from: '2026-11-26T20:15:30Z', to: '2026-11-27T20:15:30Z', timezone: 'UTC' });
  expect(run).toEqual(await planned({ from: run.window.from, to: run.window.to }));
  await expect(
    planned({ last: '1w', from: 'today', reports: ['nosuch'] } as RangeOptions),
  ).rejects.toMatchObject({
    faults: [
      expect.stringContaining('last: "1w" is not'),
      expect.stringContaining('from: "today" does not go'),
      expect.stringContaining('nosuch'),
    ],
  });
});

test('sql takes them in the zone of the configuration, and refuses both', async () => {
  const { stdout } = await audit(['sql', 'console-logins', '--from', 'yesterday', '--to', 'yesterday']);
  expect(stdout).toMatch(/^-- console-logins: .*, \S+T00:00:00Z to \S+T00:00:00Z \(UTC\)\n/);

  const wrong = await audit(['sql', 'console-logins', '--last', '24', '--to', 'today']);
  expect([wrong.status, wrong.stderr.match(/^error: \w+/gm)]).toEqual([2, ['error: last', 'error: to']]);
});

test('does not go with a scheduled time', async () => {
  const options = ['--scheduled', '2026-11-22T07:00:00Z', '--last', '24h'];
  const { status, stderr } = await audit([
    'run',
    '--logs',
    '/nonexistent',
    '--out',
    '/nonexistent',
    ...options,
  ]);
  expect([status, stderr]).toEqual([2, expect.stringContaining('last: does not go with --scheduled')]);
});
