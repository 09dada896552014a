import type { LogSurvey } from '../src/ports.ts';
import { surveyWarnings } from '../src/survey-warnings.ts';

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

test('there are none where every day has sound log files', () => {
  expect(codesOf({})).toEqual([]);
});

test('a day without log files is warned of', () => {
  expect(codesOf({ days: { '2026/11/22': 2 } })).toEqual(['days-without-log-files']);
});

test('a window without log files is one warning, not one and its days', () => {
  expect(codesOf({ days: { '2026/11/23': 2 } })).toEqual(['no-log-files']);
});

test('of a count that was broken off no day is called empty', () => {
  expect(codesOf({ days: { '2026/11/21': 2 }, complete: false })).toEqual([]);
});

test('a count that was broken off before it found anything says nothing about the logs', () => {
  expect(codesOf({ files: 0, days: {}, complete: false })).toEqual(['logs-not-surveyed']);
});
