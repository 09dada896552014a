import { judgeDays } from '../../../src/doctor/log-tree/days.ts';
import type { RegionLogs } from '../../../src/doctor/log-tree/tree.ts';
import { ACCOUNT } from '../../logs.ts';
import { OTHER, region, tree } from './facts.ts';

const judge = (regions: RegionLogs[], now = '2026-11-21T10:00:00Z') => judgeDays(tree({ regions }), now);
const seen = (check: string, regions: RegionLogs[], now?: string) =>
  judge(regions, now).flatMap((finding) => (finding.check === check ? [[finding.status, finding.seen]] : []));
const november = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `2026/11/${String(from + i).padStart(2, '0')}`);

test('finds nothing wrong with fresh logs of days that follow each other', () => {
  expect(judge([region()]).map(({ check, status, seen }) => [check, status, seen])).toEqual([
    ['accounts', 'ok', ACCOUNT],
    ['regions', 'ok', 'us-east-1'],
    ['days', 'ok', '2 days, 2026/11/20 to 2026/11/21, all with log files'],
    ['newest log file', 'ok', 'delivered at 2026-11-21T07:00:00Z, 3 hours ago'],
  ]);
});

test('says nothing about days without any logs', () => {
  expect(judge([])).toEqual([]);
});

test('days without any log file are a fault', () => {
  expect(seen('days', [region({ days: ['2026/11/17', ...november(20, 21)] })])).toEqual([
    [
      'fault',
      '3 days, 2026/11/17 to 2026/11/21; 2 days between them without any log file: 2026/11/18 to 2026/11/19',
    ],
  ]);
});

test('a day that one account misses is its own, one that all miss is not', () => {
  const own = region({ days: ['2026/11/15', ...november(17, 21)] });
  const other = region({ account: OTHER, days: ['2026/11/15', '2026/11/17', '2026/11/19', '2026/11/21'] });
  expect(seen('days of an account', [own, other])).toEqual([
    ['warning', `${OTHER}: 2 days without any log file: 2026/11/18, 2026/11/20`],
  ]);
});

test('a day that a busy region misses is named, those of a quiet one are not', () => {
  const regions = [
    region({ days: november(1, 21) }),
    region({ region: 'eu-west-1', days: november(1, 21).filter((day) => day !== '2026/11/07') }),
    region({ region: 'sa-east-1', days: ['2026/11/05', '2026/11/10', '2026/11/15'] }),
  ];
  expect(seen('days of a region', regions)).toEqual([
    [
      'warning',
      `${ACCOUNT} eu-west-1: 1 day without log files, in a region that has them on most days: 2026/11/07`,
    ],
  ]);
  expect(seen('quiet regions', regions)).toEqual([['ok', expect.stringContaining(`${ACCOUNT} sa-east-1`)]]);
});

test('an account whose logs end two days before those of others is silent', () => {
  const days = (to: number) => [region(), region({ account: OTHER, days: november(10, to) })];
  expect(seen('silent account', days(20))).toEqual([]);
  expect(seen('silent account', days(19))).toEqual([
    [
      'warning',
      `${OTHER}: the newest log files are of 2026/11/19; other accounts have log files up to 2026/11/21`,
    ],
  ]);
});

test('an account without us-east-1 has no global events', () => {
  expect(seen('global events', [region({ region: 'eu-west-1' })])).toEqual([
    ['warning', expect.stringContaining(`no log files of us-east-1 for ${ACCOUNT}`)],
  ]);
});

test.each([
  ['2026-11-22T07:00:00Z', 'ok', 'delivered at 2026-11-21T07:00:00Z, 24 hours ago'],
  ['2026-11-22T08:00:00Z', 'warning', 'delivered at 2026-11-21T07:00:00Z, 25 hours ago'],
  ['2026-11-21T05:00:00Z', 'warning', 'delivered at 2026-11-21T07:00:00Z, which is in the future'],
])('at %s the newest log file is %s', (now, ...expected) => {
  expect(seen('newest log file', [region()], now)).toEqual([expected]);
});
