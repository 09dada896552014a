import { DeliveryCount } from '../../src/logs/delivery-count.ts';

const run = {
  partitions: { from: '2026/11/20', to: '2026/11/22' },
  window: { from: '2026-11-20T06:30:00Z', to: '2026-11-21T06:30:00Z', timezone: 'UTC' },
  cutoffs: { from: '2026-11-20T06:50:00Z', to: '2026-11-21T06:50:00Z' },
};
const named = (minute: string) =>
  `AWSLogs/111122223333_CloudTrail_us-east-1_${minute}Z_abcdefghijklmnop.json.gz`;

test.each([
  ['2026/11/20', '20261120T0100', true],
  ['2026/11/21', '20261121T0649', true],
  ['2026/11/21', '20261121T0650', false],
  // Filed under the day of its events, after that day's last run.
  ['2026/11/19', '20261120T0700', false],
])('in the folder of %s, a file named %s is read: %j', (day, minute, expected) => {
  expect(new DeliveryCount(run).reads(named(minute), day)).toBe(expected);
});

test('a run by hand reads every file', () => {
  const { cutoffs: _, ...byHand } = run;
  const count = new DeliveryCount(byHand);

  expect([count.reads(named('20991231T0000'), '2026/11/20'), count.older, count.survey()]).toEqual([
    true,
    undefined,
    undefined,
  ]);
});

test('counts what the cutoffs part, by the day of the folder', () => {
  const count = new DeliveryCount(run);
  for (const minute of ['20261120T0600', '20261120T0649', '20261120T0650'])
    count.reads(named(minute), '2026/11/20');
  count.reads(named('20261119T2300'), '2026/11/19');

  expect(count.survey()).toEqual({
    delivered: { '2026/11/19': 1, '2026/11/20': 3 },
    deliveredBefore: { '2026/11/19': 1, '2026/11/20': 2 },
    isComplete: true,
  });
});

test('counts nothing of the older folders where they were not all looked at', () => {
  const count = new DeliveryCount(run);
  count.reads(named('20261119T2300'), '2026/11/19');

  expect(count.survey(false)?.delivered).toEqual({});
});

test('counts files without a time where the next run does not read their folder', () => {
  const count = new DeliveryCount(run);
  for (const day of ['2026/11/19', '2026/11/20', '2026/11/21']) count.reads('renamed.json.gz', day);

  expect(count.survey()).toMatchObject({
    delivered: { '2026/11/19': 1, '2026/11/20': 1 },
    deliveredBefore: { '2026/11/19': 1 },
  });
});

test('names a file in an older folder that came after the last run', () => {
  const count = new DeliveryCount(run);
  const late = named('20261120T0700');
  count.reads(late, '2026/11/19');

  expect(count.older).toEqual({ from: '2026/11/13', to: '2026/11/19' });
  expect(count.survey()?.unread).toEqual({ files: 1, example: late });
});

test('names a file whose name is of a time when no run will read its folder any more', () => {
  const count = new DeliveryCount(run);
  const future = named('20991231T0000');
  count.reads(future, '2026/11/20');
  // The next run reads this folder.
  count.reads(named('20261121T0700'), '2026/11/21');

  expect(count.survey()?.unread).toEqual({ files: 1, example: future });
});

test('reads a file without a time in its name, and names it', () => {
  const count = new DeliveryCount(run);

  expect(count.reads('renamed.json.gz', '2026/11/20')).toBe(true);
  count.add('renamed.json.gz');
  expect(count.survey()?.undated).toEqual({ files: 1, example: 'renamed.json.gz' });
});
