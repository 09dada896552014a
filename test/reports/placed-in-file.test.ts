import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { planRun } from '../../src/plan/plan.ts';
import { parseCatalogue } from '../../src/reports/catalogue.ts';
import { placedInFile, type Statement, statementOf } from '../../src/reports/statement.ts';
import type { PlannedReport } from '../../src/run/report.ts';
import type { Events } from '../../src/run/run.ts';
import { tableConfigSchema } from '../../src/table/table-config.ts';

const directory = await mkdtemp(join(tmpdir(), 'placed-in-file-'));
afterAll(() => rm(directory, { recursive: true }));

type Planned = PlannedReport & { events: Events; statement: Statement };
const told = (message: string, report: Planned) => placedInFile(message, report, report.events);

const HEADER = ['-- title: T', '-- description: D', '-- counts: eventname', '', '-- A remark.'];
const SELECT = [...HEADER, 'SELECT eventname,', '  nosuch', 'FROM events'];
const WITH = [
  ...HEADER,
  'WITH calls AS (SELECT eventname',
  '  , nosuch FROM events)',
  'SELECT eventname FROM calls',
];
const ONE_LINE = [...HEADER, 'WITH calls AS (SELECT nosuch FROM events) SELECT 1 AS eventname FROM calls'];

function planned(lines: readonly string[], derived = ''): Planned {
  const { run, reports } = planRun({
    trigger: 'manual',
    window: { from: '2026-11-21T00:00:00Z', to: '2026-11-22T00:00:00Z', timezone: 'UTC' },
    reports: parseCatalogue({
      reports: [{ name: 'sql/reports/mine.sql', text: lines.join('\n') }],
      events: [{ name: 'sql/events.sql', text: derived }],
    }),
    table: tableConfigSchema.parse({}),
  });
  const report = reports[0] as PlannedReport;
  return { ...report, events: run.events, statement: statementOf(report, run.events) };
}

/** Line and column of a word, from 1, as Athena counts them. */
function placeOf(word: string, lines: readonly string[]): string {
  const index = lines.findIndex((line) => line.includes(word));
  return `${index + 1}:${(lines[index] ?? '').indexOf(word) + 1}`;
}

const FORMS: [string, string[]][] = [
  ['SELECT', SELECT],
  ['WITH', WITH],
  ['WITH on one line', ONE_LINE],
];

test.each(FORMS)(
  "Athena's error in a report of the form %s is told with the place in its file",
  (_, lines) => {
    const report = planned(lines);
    const seen = placeOf('nosuch', report.statement.sql.split('\n'));

    expect(told(`COLUMN_NOT_FOUND: line ${seen}: Column 'nosuch' cannot be resolved`, report)).toBe(
      `COLUMN_NOT_FOUND: sql/reports/mine.sql:${placeOf('nosuch', lines)}: Column 'nosuch' cannot be resolved`,
    );
  },
);

test.each(FORMS)(
  "DuckDB's error in a report of the form %s is told with the place in its file",
  async (_, lines) => {
    const report = planned(lines);
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await connection.run('CREATE SCHEMA "default"');
    await connection.run(
      'CREATE TABLE "default".cloudtrail_logs (day VARCHAR, eventtime VARCHAR, eventname VARCHAR)',
    );
    // As the engine asks it.
    const copy = `COPY (${report.statement.sql}\n) TO '${join(directory, 'result.csv')}' (FORMAT csv)`;
    const error = await connection.run(copy, report.statement.parameters).catch((thrown: Error) => thrown);

    expect(told((error as Error).message, report)).toMatch(
      new RegExp(`^.* sql/reports/mine\\.sql:${placeOf('nosuch', lines)}: .*nosuch.*$`),
    );
  },
);

const DERIVED = ['-- One.', 'lower(', '  eventname) AS one, upper(', '  absent', ') AS two,'];
const NAMING: [string, string[]][] = [
  ['SELECT', [...HEADER, 'SELECT eventname, two, one', 'FROM events']],
  [
    'WITH',
    [...HEADER, 'WITH calls AS (SELECT eventname, two, one FROM events)', 'SELECT eventname FROM calls'],
  ],
];

test.each(NAMING)(
  "an error in a derived column of a %s report is told with the column's file",
  (_, lines) => {
    const report = planned(lines, DERIVED.join('\n'));
    const seen = placeOf('absent', report.statement.sql.split('\n'));

    expect(told(`COLUMN_NOT_FOUND: line ${seen}: Column 'absent' cannot be resolved`, report)).toBe(
      `COLUMN_NOT_FOUND: sql/events.sql:${placeOf('absent', DERIVED)}: Column 'absent' cannot be resolved`,
    );
  },
);

test('an error in the prelude, which stands in no file, names no file', () => {
  expect(told("TABLE_NOT_FOUND: line 3:8: Table 'x' does not exist", planned(SELECT))).toBe(
    "TABLE_NOT_FOUND: line 3:8 of the statement: Table 'x' does not exist",
  );
});

test('an error without a place stays as it is', () => {
  const message = 'Bytes scanned limit was exceeded';
  expect(told(message, planned(SELECT))).toBe(message);
});
