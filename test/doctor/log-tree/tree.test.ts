import { judgePlace, type LogPlace } from '../../../src/doctor/log-tree/place.ts';
import { judgeTree } from '../../../src/doctor/log-tree/tree.ts';
import { ACCOUNT } from '../../logs.ts';
import { OTHER, region, tree } from './facts.ts';

test('names the layouts', () => {
  const organization = (id: string) => region({ account: OTHER, organization: id });
  const regions = [organization('o-bbbbbbbbbb'), region(), organization('o-aaaaaaaaaa')];
  expect(judgeTree(tree({ regions }))[0]).toEqual({
    check: 'layout',
    status: 'ok',
    seen: 'AWSLogs in the account layout and the organization layout (o-aaaaaaaaaa) and the organization layout (o-bbbbbbbbbb)',
  });
});

test('an account with logs of the same days in two layouts has two trails', () => {
  const twice = [region(), region({ organization: 'o-a1b2c3d4e5' })];
  const apart = [region(), region({ organization: 'o-a1b2c3d4e5', days: ['2026/11/22'] })];
  const trails = (regions: typeof twice) =>
    judgeTree(tree({ regions })).filter(({ check }) => check === 'two trails');
  expect(trails(twice)).toEqual([
    expect.objectContaining({ status: 'warning', seen: expect.stringContaining(ACCOUNT) }),
  ]);
  expect(trails(apart)).toEqual([]);
});

test('of many paths it names the first few, and how many more there are', () => {
  const many = tree();
  for (let i = 1_234; i >= 1; i--) many.odd.misfiled.add(`file${String(i).padStart(4, '0')}`);
  expect(judgeTree(many)[1]?.seen).toMatch(
    /: file0001, file0002, file0003, file0004, file0005 and 1,229 more$/,
  );
});

test.each<[LogPlace, string, string]>([
  [
    { kind: 'elsewhere', directories: ['/a', '/b'] },
    '/logs has no folder AWSLogs, but /a, /b have',
    'give --logs /a',
  ],
  [{ kind: 'unusable', reason: 'is a file' }, '/logs is a file', 'give the directory that holds AWSLogs'],
])('a place that is %j is a fault', (place, seen, todo) => {
  expect(judgePlace('/logs', place)).toEqual([{ check: 'layout', status: 'fault', seen, todo }]);
});
