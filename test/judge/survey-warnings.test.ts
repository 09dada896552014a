import { surveyWarnings } from '../../src/judge/survey-warnings.ts';
import type { LogSurvey } from '../../src/ports.ts';
import type { Past } from '../../src/run/run.ts';

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

describe('where the log files have expired, a run from history', () => {
  const from = (since: string, to = window.to): Past => ({
    window: { from: since, to },
    cutoffs: { from: since, to },
    bytes: 1,
    runs: [],
  });
  const warningsOf = (past: Past, days: LogSurvey['days'] = {}) =>
    surveyWarnings({ ...sound, days }, { ...run, past });

  test('has no warning of the days that it has from there', () => {
    expect(warningsOf(from(window.from))).toEqual([]);
    expect(warningsOf(from('2026-11-22T00:00:00Z'), { '2026/11/21': 2 })).toEqual([]);
  });

  test('has one of the days that it would have from logs', () => {
    expect(warningsOf(from('2026-11-22T00:00:00Z'))).toMatchObject([
      {
        code: 'days-without-log-files',
        ranges: [{ from: '2026-11-21', to: '2026-11-21' }],
        missing: 1,
        of: 2,
      },
    ]);
  });

  test('has none of a few hours at its end', () => {
    expect(warningsOf(from(window.from, '2026-11-22T18:30:00Z'))).toEqual([]);
  });
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
