import { deliveryWarnings } from '../../src/judge/delivery-warnings.ts';
import type { RunsBefore } from '../../src/judge/last-run.ts';
import type { DeliverySurvey, LogSurvey } from '../../src/ports.ts';

const window = { from: '2026-11-20T06:30:00Z', to: '2026-11-21T06:30:00Z', timezone: 'UTC' };
const run = { window, cutoffs: { from: '2026-11-20T06:50:00Z', to: '2026-11-21T06:50:00Z' } };
const last: NonNullable<RunsBefore['scheduled']> = {
  runId: 'scheduled-1',
  window: { from: '2026-11-19T06:30:00Z', to: '2026-11-20T06:30:00Z', timezone: 'UTC' },
  cutoffs: { from: '2026-11-19T06:50:00Z', to: '2026-11-20T06:50:00Z' },
  logs: { files: 10, bytes: 1, complete: true, delivered: { '2026/11/19': 7, '2026/11/20': 3 } },
};

const survey = (delivery: Partial<DeliverySurvey> = {}): LogSurvey => ({
  files: 10,
  days: {},
  bytes: 1,
  complete: true,
  damaged: [],
  recordsWithoutTime: 0,
  delivery: {
    delivered: {},
    deliveredBefore: { '2026/11/18': 5, '2026/11/19': 7, '2026/11/20': 3 },
    isComplete: true,
    ...delivery,
  },
});

const others = [last.window];

test('nothing is said where windows meet and the folders hold what the last run found', () => {
  expect(deliveryWarnings(survey(), run, { scheduled: last, windows: others })).toEqual([]);
});

test('a first run has nothing to be compared with', () => {
  expect(deliveryWarnings(survey(), run, {})).toEqual([]);
});

test('a run by hand takes all that is there', () => {
  expect(
    deliveryWarnings(survey({ unread: { files: 1, example: 'a' } }), { window }, { scheduled: last }),
  ).toEqual([]);
});

test.each([
  ['2026-11-19T06:30:00Z', 'window-gap', '2026-11-19T06:30:00Z', window.from],
  ['2026-11-20T08:30:00Z', 'window-overlap', window.from, '2026-11-20T08:30:00Z'],
])('a last window that ended at %s is a %s', (to, code, from, until) => {
  const windows = [{ ...last.window, to }];
  expect(deliveryWarnings({ error: 'AccessDenied' }, run, { windows })).toEqual([{ code, from, to: until }]);
});

test('overlaps are named exactly, where several windows share time with this one', () => {
  const day = '2026-11-20';
  const windows = [
    { from: `${day}T10:00:00Z`, to: `${day}T12:00:00Z` },
    { from: '2026-11-19T08:00:00Z', to: `${day}T08:00:00Z` },
    { from: `${day}T08:00:00Z`, to: `${day}T09:00:00Z` },
    { from: '2026-11-21T06:00:00Z', to: '2026-11-22T06:00:00Z' },
  ];
  expect(deliveryWarnings(survey(), run, { windows })).toEqual([
    { code: 'window-overlap', from: window.from, to: `${day}T09:00:00Z` },
    { code: 'window-overlap', from: `${day}T10:00:00Z`, to: `${day}T12:00:00Z` },
    { code: 'window-overlap', from: '2026-11-21T06:00:00Z', to: window.to },
  ]);
});

test('a run made up later has no gap before it because of the runs after it', () => {
  const later = { from: window.to, to: '2026-11-22T06:30:00Z' };
  expect(deliveryWarnings(survey(), run, { windows: [later, last.window] })).toEqual([]);
});

test('files that the last run should have read, and that were not there, are named by their days', () => {
  const deliveredBefore = { '2026/11/18': 5, '2026/11/19': 9, '2026/11/20': 4 };
  expect(deliveryWarnings(survey({ deliveredBefore }), run, { scheduled: last })).toEqual([
    {
      code: 'log-files-after-run',
      files: 3,
      days: ['2026-11-19', '2026-11-20'],
      from: '2026-11-18T00:00:00Z',
      to: last.window.to,
    },
  ]);
});

test('so are those of a folder that was empty then', () => {
  const deliveredBefore = { '2026/11/19': 7, '2026/11/20': 3 };
  const before = { ...last, logs: { files: 7, bytes: 1, complete: true, delivered: { '2026/11/19': 7 } } };
  expect(deliveryWarnings(survey({ deliveredBefore }), run, { scheduled: before })).toMatchObject([
    { files: 3, days: ['2026-11-20'] },
  ]);
});

test('a last run that counted nothing, or less than everything, is not compared', () => {
  const more = survey({ deliveredBefore: { '2026/11/19': 9 } });
  const { logs: _, ...uncounted } = last;
  const broken = { ...last, logs: { files: 1, bytes: 1, complete: false, delivered: { '2026/11/19': 1 } } };
  expect([uncounted, broken].flatMap((before) => deliveryWarnings(more, run, { scheduled: before }))).toEqual(
    [],
  );
});

test('files in folders that no run reads any more, and files without a time, are named', () => {
  const found = {
    unread: { files: 2, example: 'old.json.gz' },
    undated: { files: 1, example: 'renamed.json.gz' },
  };
  expect(deliveryWarnings(survey(found), run, { scheduled: last })).toEqual([
    { code: 'unread-log-files', files: 2, example: 'old.json.gz' },
    { code: 'undated-log-files', files: 1, example: 'renamed.json.gz' },
  ]);
});

test('older folders that could not all be looked at are said', () => {
  expect(deliveryWarnings(survey({ isComplete: false }), run, { scheduled: last })).toEqual([
    { code: 'unread-log-files', incomplete: true },
  ]);
});
