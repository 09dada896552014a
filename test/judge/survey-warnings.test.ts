import { surveyWarnings } from '../../src/judge/survey-warnings.ts';
import type { LogSurvey } from '../../src/ports.ts';

const window = { from: '2026-11-21T00:00:00Z', to: '2026-11-23T00:00:00Z', timezone: 'UTC' };
const run = { window, partitions: { from: '2026/11/21', to: '2026/11/24' } };
const sound: LogSurvey = {
  files: 2,
  days: { '2026/11/21': 1, '2026/11/22': 1 },
  bytes: 20,
  complete: true,
  damaged: [],
  recordsWithoutTime: 0,
};
const codesOf = (changes: Partial<LogSurvey>) =>
  surveyWarnings({ ...sound, ...changes }, run).map(({ code }) => code);

test('there are no warnings where every day has sound log files', () => {
  expect(codesOf({})).toEqual([]);
});

test('a day without log files is warned of', () => {
  expect(codesOf({ days: { '2026/11/22': 2 } })).toEqual(['days-without-log-files']);
});

test('a window without log files is one warning, not one and its days', () => {
  expect(codesOf({ days: { '2026/11/23': 2 } })).toEqual(['no-log-files']);
});

test('where files were found that could not be read, their number is said beside the days without', () => {
  const passedOver = [
    { reason: 'not-json' as const, count: 2, paths: ['a', 'b'] },
    { reason: 'unknown-folder' as const, count: 5, paths: ['c'] },
  ];
  const warningsOf = (days: LogSurvey['days']) => surveyWarnings({ ...sound, passedOver, days }, run);
  expect(warningsOf({})).toMatchObject([
    { code: 'no-log-files', unread: 2 },
    { code: 'passed-over' },
    { code: 'passed-over' },
  ]);
  expect(warningsOf({ '2026/11/21': 1 })[0]).toMatchObject({ code: 'days-without-log-files', unread: 2 });
});

test('a count that was broken off calls no day empty, but names the days without files so far', () => {
  expect(surveyWarnings({ ...sound, days: { '2026/11/21': 2 }, complete: false }, run)).toMatchObject([
    { code: 'days-not-surveyed', ranges: [{ from: '2026-11-22', to: '2026-11-22' }], missing: 1, of: 2 },
  ]);
});

test('a count that was broken off and saw files of every day gives no warning', () => {
  expect(codesOf({ complete: false })).toEqual([]);
});

test('a count that was broken off before it found anything says nothing about the logs', () => {
  expect(codesOf({ files: 0, days: {}, complete: false })).toEqual(['logs-not-surveyed']);
});

test('folders that the table does not read are named by account', () => {
  const location = 's3://logs/AWSLogs/${account}/CloudTrail/us-east-1/';
  const notProjected = [
    'AWSLogs/111122223333/CloudTrail/eu-west-1/',
    'AWSLogs/111122223333/CloudTrail/us-west-2/',
    'AWSLogs/444455556666/CloudTrail/us-east-1/',
  ];

  const projected = { location, values: {} };
  expect(surveyWarnings({ ...sound, notProjected }, { ...run, projected })).toEqual([
    {
      code: 'not-projected',
      location,
      folders: 3,
      accounts: [
        { folder: 'AWSLogs/111122223333/CloudTrail/', regions: ['eu-west-1', 'us-west-2'] },
        { folder: 'AWSLogs/444455556666/CloudTrail/', regions: ['us-east-1'] },
      ],
    },
  ]);
});
