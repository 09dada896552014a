import { missingEvents, reconciled } from '../../src/judge/reconcile.ts';
import type { Figures } from '../../src/run/figures.ts';
import type { ManifestReport } from '../../src/run/manifest.ts';
import { reportOf } from '../sql/built-in.ts';

const ROOT = reportOf('root-actions').sql;
const SUMS = { rootevents: 1, userevents: 20, roleevents: 300, otherevents: 4000 };

function entry(id: string, rows: number, sql = reportOf(id).sql): ManifestReport {
  return { id, title: id, status: 'succeeded', sql, rows };
}

/** @param columns of the CSV of each report */
function held(reports: ManifestReport[], sums?: typeof SUMS, columns = ['eventtime', 'eventid']) {
  const figures = reports.map(({ id }) => [id, { columns } as Figures] as const);
  return reconciled(reports, new Map(figures), sums);
}

test('each built-in report of actions is held against its events', () => {
  const reports = ['root-actions', 'iam-user-actions', 'iam-role-actions', 'other-actions'];
  expect(
    held(
      [...reports, 'console-logins'].map((id) => entry(id, 5)),
      SUMS,
    ),
  ).toEqual([
    { report: 'root-actions', events: 1, rows: 5 },
    { report: 'iam-user-actions', events: 20, rows: 5 },
    { report: 'iam-role-actions', events: 300, rows: 5 },
    { report: 'other-actions', events: 4000, rows: 5 },
  ]);
});

test('fewer rows than events are warned of, more are not', () => {
  const reports = held(
    [entry('root-actions', 2), entry('iam-user-actions', 20), entry('iam-role-actions', 298)],
    SUMS,
  );
  expect(missingEvents(reports)).toEqual([
    { code: 'events-missing', report: 'iam-role-actions', events: 300, rows: 298 },
  ]);
});

test('other columns do not matter', () => {
  const sql = "SELECT DISTINCT eventtime, eventid -- few\n  FROM events WHERE useridentity.type = 'Root'";
  expect(held([entry('root-actions', 1, sql)], SUMS)).toHaveLength(1);
});

test.each([
  ['a condition of its own', ROOT.replace("= 'Root'", "= 'Root' AND readonly = 'false'")],
  ['a limit', `${ROOT} LIMIT 10`],
  ['a limit and no order', "SELECT eventid FROM events WHERE useridentity.type = 'Root' LIMIT 10"],
  [
    'another source',
    "WITH e AS (SELECT * FROM events) SELECT eventid FROM e WHERE useridentity.type = 'Root'",
  ],
])('a report with %s is not', (_, sql) => {
  expect(held([entry('root-actions', 0, sql)], SUMS)).toEqual([]);
});

test('a report whose rows are not events is not', () => {
  expect(held([entry('root-actions', 0)], SUMS, ['eventname', 'calls'])).toEqual([]);
});

test('a failed report is not, and none where the events were not counted', () => {
  const { rows, ...failed } = entry('root-actions', 0);
  expect(held([{ ...failed, status: 'failed' }], SUMS)).toEqual([]);
  expect(held([entry('root-actions', 0)])).toEqual([]);
});
