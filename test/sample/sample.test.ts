import { ACCOUNTS } from '../../src/sample/company.ts';
import { sampleLogFiles } from '../../src/sample/sample.ts';
import { isLogFile, logFilesOf, recordsOf } from './log-files.ts';

const small = { days: 2, events: 600, seed: 7 };
const MINUTE = 60_000;
/** The sample of the default options. */
const usual = logFilesOf({ days: 3, events: 5000, seed: 1 });

test('the same options give the same files', () => {
  expect([...sampleLogFiles(small)]).toEqual([...sampleLogFiles(small)]);
});

test('another seed gives other files', () => {
  const [one] = sampleLogFiles(small);
  const [other] = sampleLogFiles({ ...small, seed: 8 });
  expect(one?.json).not.toBe(other?.json);
});

test.each([200, 1000])('there are %d records when asked for so many', (events) => {
  const files = [...sampleLogFiles({ days: 3, events, seed: 1 })];
  expect(files.reduce((sum, file) => sum + file.events, 0)).toBe(events);
  expect(recordsOf({ days: 3, events, seed: 1 })).toHaveLength(events);
});

test('there are about as many log files as asked for, each with its own name', () => {
  const files = [...sampleLogFiles({ days: 3, events: 4000, seed: 1, files: 400 })];
  expect(files.length).toBeGreaterThan(380);
  expect(files.length).toBeLessThan(450);
  expect(new Set(files.map(({ key }) => key)).size).toBe(files.length);
});

test('a log file is named by the account and region of its records, and by the minute of its delivery', () => {
  const wrong = logFilesOf(small).flatMap(({ account, region, delivered, records }) =>
    records.filter(
      ({ recipientAccountId, awsRegion, eventTime }) =>
        recipientAccountId !== account || awsRegion !== region || Date.parse(eventTime) > delivered + MINUTE,
    ),
  );
  expect(wrong).toEqual([]);
});

test('nearly all records are delivered within ten minutes', () => {
  const delays = usual.flatMap(({ delivered, records }) =>
    records.map(({ eventTime }) => (delivered - Date.parse(eventTime)) / MINUTE),
  );
  expect(delays.filter((minutes) => minutes < 10).length).toBeGreaterThan(0.97 * delays.length);
});

test.each([1, 12, 400])('records are in the folder of their day or the next, in about %d files', (files) => {
  for (const { day, records } of logFilesOf({ days: 4, events: 2200, seed: 3, files })) {
    const daysLater = records.map(({ eventTime }) => Date.parse(day) - Date.parse(eventTime.slice(0, 10)));
    expect([0, 24 * 60 * MINUTE]).toEqual(expect.arrayContaining([...new Set(daysLater)]));
  }
});

test('each account has events on each of the days, and there are no other days', () => {
  const found = recordsOf({ days: 3, events: 600, seed: 1, files: 30 }).map(
    ({ eventTime, recipientAccountId }) => `${eventTime.slice(0, 10)} ${recipientAccountId}`,
  );
  const days = ['2025-10-29', '2025-10-30', '2025-10-31'];
  const expected = days.flatMap((day) => ACCOUNTS.map((account) => `${day} ${account}`));
  expect([...new Set(found)].sort()).toEqual(expected);
});

test('on each day some records are delivered hours late, in the folder of the next day', () => {
  const late = usual.flatMap(({ delivered, records }) =>
    records.filter(({ eventTime }) => delivered - Date.parse(eventTime) > 180 * MINUTE),
  );
  const days = new Set(late.map(({ eventTime }) => eventTime.slice(0, 10)));
  expect([...days].sort()).toEqual(['2025-10-29', '2025-10-30', '2025-10-31']);
});

test('some records are delivered twice, in files of their own', () => {
  const files = new Map<string, number[]>();
  for (const { delivered, records } of logFilesOf(small)) {
    for (const record of records) {
      const text = JSON.stringify(record);
      files.set(text, [...(files.get(text) ?? []), delivered]);
    }
  }
  const twice = [...files.values()].filter(({ length }) => length === 2);
  expect(twice.length).toBeGreaterThan(1);
  for (const [first, second] of twice) expect(first).not.toBe(second);
  expect(new Set(recordsOf(small).map(({ eventID }) => eventID)).size).toBe(files.size);
});

test('role sessions have most of the records, IAM users most of the others', () => {
  const all = usual.flatMap(({ records }) => records);
  const share = (type: string) =>
    all.filter(({ userIdentity }) => userIdentity.type === type).length / all.length;
  expect(share('AssumedRole')).toBeGreaterThan(0.6);
  expect(share('IAMUser')).toBeGreaterThan(0.15);
});

test('beside the logs are digest and Insights files', () => {
  const siblings = [...sampleLogFiles(small)].filter((file) => !isLogFile(file));
  const folders = siblings.map(({ key }) => key.split('/')[2]);
  expect(folders).toEqual(['CloudTrail-Digest', 'CloudTrail-Digest', 'CloudTrail-Insight']);
  for (const { json, events } of siblings) expect([typeof JSON.parse(json), events]).toEqual(['object', 0]);
});

test('each file is made when it is asked for, and none is too long for memory', () => {
  const files = sampleLogFiles({ days: 30, events: 100_000_000, seed: 1, files: 1 });
  for (let n = 0; n < 60; n++) expect(files.next().value?.events).toBeLessThan(2_001);
});
