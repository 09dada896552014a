import fc from 'fast-check';
import {
  type DayFolder,
  DIGESTS,
  folderOf,
  hasLogName,
  isDayFolder,
  isHidden,
  isMisfiled,
  isWithin,
  LOGS,
  logKey,
  looksLikeLog,
  newestDelivery,
  parsePath,
} from '../../src/logs/layout.ts';
import { dayOf } from '../../src/time/days.ts';

const instant = fc
  .date({ min: new Date('2013-11-13'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => `${date.toISOString().slice(0, 16)}:00Z`);
const account = fc.stringMatching(/^\d{12}$/);
const region = fc.constantFrom('us-east-1', 'ap-northeast-1', 'us-gov-west-1', 'cn-north-1', 'us-north-2r');
const organization = fc.option(fc.stringMatching(/^o-[a-z0-9]{10,32}$/), { nil: undefined });
const prefix = fc.constantFrom(
  '',
  'trails/',
  'a/b.c/',
  'o-a1b2c3d4e5/',
  'old/AWSLogs/',
  'AWSLogs/o-a1b2c3d4e5/',
);
const service = fc.constantFrom(LOGS, DIGESTS, 'Config');
const unique = fc.stringMatching(/^[A-Za-z0-9]{16}$/);

test('a folder that is built is read as what it was built of', () => {
  const place = fc.record({ prefix, organization, account, service, region, day: instant.map(dayOf) });
  fc.assert(
    fc.property(place, fc.nat(4), (whole, levels) => {
      const { prefix, organization, account, service, region, day } = whole;
      const parts = Object.entries({ account, service, region, day }).slice(0, levels);
      const part = { prefix, organization, ...Object.fromEntries(parts) };
      expect(parsePath(folderOf(part))).toEqual(part);
      expect(folderOf(parsePath(folderOf(part)) ?? {})).toBe(folderOf(part));
    }),
  );
});

test('the key of a log file is read as the delivery that it was built of', () => {
  const delivery = fc.record({ prefix, organization, account, region, delivered: instant, unique });
  fc.assert(
    fc.property(delivery, (one) => {
      const key = logKey(one);
      const { prefix, organization, account, region, delivered } = one;
      const day = dayOf(delivered);
      const folder = { prefix, organization, account, service: LOGS, region, day };
      const file = key.slice(folderOf(folder).length);
      expect(parsePath(key)).toEqual({ ...folder, file });
      expect([newestDelivery([key], day), newestDelivery([file], day)]).toEqual([delivered, delivered]);
      expect([looksLikeLog(key), hasLogName(key), isMisfiled(key, folder)]).toEqual([true, true, false]);
    }),
  );
});

test('takes the folders of a year and a month for the beginning of a day', () => {
  const year = parsePath('AWSLogs/111122223333/CloudTrail/us-east-1/2026');
  const month = parsePath('AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/');
  const day = parsePath('AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail/us-east-1/2026/11/21');
  expect([year, month, day].map((path) => path && [path.day, isDayFolder(path)])).toEqual([
    ['2026', false],
    ['2026/11', false],
    ['2026/11/21', true],
  ]);
});

test.each([
  'AWSLogsX',
  'AWSLogs/1111',
  'AWSLogs/o-a1b2c3d4e5/o-a1b2c3d4e5/111122223333',
  'AWSLogs/111122223333/CloudTrail/2026/11/21',
  'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/5',
  'AWSLogs/111122223333/CloudTrail/us-east-1/2026/02/31',
  'AWSLogs/111122223333/CloudTrail/us-east-1/2026/02/31/a.json.gz',
  'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/a.json.gz',
  'AWSLogs/111122223333/CloudTrail/us-east-1/a.json.gz',
  'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/21/below/a.json.gz',
])('the layout does not have %s', (path) => {
  expect(parsePath(path)).toBeUndefined();
});

describe('isWithin', () => {
  const partitions = {
    from: '2026/11/21',
    to: '2026/12/01',
    accounts: ['111122223333'],
    regions: ['us-east-1'],
  };
  const below = (path: string) => isWithin(parsePath(`AWSLogs/${path}`), partitions);

  test.each([
    '',
    'o-a1b2c3d4e5',
    'o-a1b2c3d4e5/111122223333',
    '111122223333/CloudTrail/us-east-1',
    '111122223333/CloudTrail/us-east-1/2026',
    '111122223333/CloudTrail/us-east-1/2026/11',
    '111122223333/CloudTrail/us-east-1/2026/11/21',
    '111122223333/CloudTrail/us-east-1/2026/12/01',
  ])('enters %j', (path) => {
    expect(below(path)).toBe(true);
  });

  test.each([
    '444455556666',
    '111122223333/CloudTrail/eu-west-1',
    '111122223333/CloudTrail/us-east-1/2025',
    '111122223333/CloudTrail/us-east-1/2026/10',
    '111122223333/CloudTrail/us-east-1/2026/11/20',
    '111122223333/CloudTrail/us-east-1/2026/12/02',
    'neither',
  ])('does not enter %j', (path) => {
    expect(below(path)).toBe(false);
  });
});

test.each([
  ['a.json', true],
  ['AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/21/a.json.gz', true],
  ['A.JSON.GZ', true],
  ['a.jsonl.gz', true],
  ['a.gz', true],
  ['a.json.gz.Ab12Cd34', true],
  ['111122223333_CloudTrail_us-east-1_20251031T0005Z_AbCdEfGhIjKlMnOp', true],
  ['a.json/b', false],
  ['json', false],
  ['notes.txt', false],
])('%s looks like a log file: %p', (name, expected) => {
  expect(looksLikeLog(name)).toBe(expected);
});

test.each([
  ['.DS_Store', true],
  ['_SUCCESS', true],
  ['07/._a.json', true],
  ['_temporary/a.json', true],
  ['a_b.json', false],
])('%s is hidden: %p', (name, expected) => {
  expect(isHidden(name)).toBe(expected);
});

test.each([
  ['111122223333_CloudTrail_us-east-1_20251031T0005Z_AbCdEfGhIjKlMnOp.json.gz', '2025-10-31T00:05:00Z'],
  ['20251031T2258Z.json', '2025-10-31T22:58:00Z'],
  ['111122223333_CloudTrail_us-east-1-20251031T2258.json', '2025-10-31T22:58:00Z'],
  ['111122223333_CloudTrail_us-east-1_20251031T2460Z_AbCdEfGhIjKlMnOp.json.gz', '2025-10-31T23:59:00Z'],
  ['111122223333_CloudTrail_us-east-1_20260231T0005Z_AbCdEfGhIjKlMnOp.json.gz', '2025-10-31T23:59:00Z'],
  ['20251031T0005Z/a.json.gz', '2025-10-31T23:59:00Z'],
  ['a.json.gz', '2025-10-31T23:59:00Z'],
])('%s was delivered at %s, or at the end of its day', (name, expected) => {
  expect(newestDelivery([name], '2025/10/31')).toBe(expected);
});

describe('newestDelivery', () => {
  const day = '2026/11/21';
  const named = (stamp: string) => `111122223333_CloudTrail_us-east-1_${stamp}_AbCdEfGhIjKlMnOp.json.gz`;

  test('is that of the newest file', () => {
    expect(newestDelivery([named('20261121T0705Z'), named('20261121T0000Z')], day)).toBe(
      '2026-11-21T07:05:00Z',
    );
  });

  test('counts a file without a time, or with that of another day, as delivered at the end of the day', () => {
    expect(newestDelivery([named('20261121T0705Z'), 'a.json'], day)).toBe('2026-11-21T23:59:00Z');
    expect(newestDelivery([named('20261120T0705Z')], day)).toBe('2026-11-21T23:59:00Z');
  });

  test('is unknown without files', () => {
    expect(newestDelivery([], day)).toBeUndefined();
  });
});

describe('isMisfiled', () => {
  const folder = parsePath('AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/21') as DayFolder;

  test.each([
    ['444455556666_CloudTrail_us-east-1_20261121T0705Z_a.json.gz', true],
    ['111122223333_CloudTrail_eu-west-1_20261121T0705Z_a.json.gz', true],
    ['111122223333_CloudTrail_us-east-1_20261122T0705Z_a.json.gz', true],
    ['111122223333_CloudTrail_us-east-1_20261121T0705Z_a.json.gz', false],
    ['renamed-20261122T0705Z.json.gz', false],
  ])('%s: %p', (file, expected) => {
    expect(isMisfiled(file, folder)).toBe(expected);
  });
});
