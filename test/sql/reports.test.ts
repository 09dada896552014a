import { readFile } from 'node:fs/promises';
import { parseCatalogue } from '../../src/reports/catalogue.ts';
import { readDerivedColumns } from '../../src/reports/derived-columns.ts';
import { eventsOf } from '../../src/reports/events.ts';
import { readable } from '../../src/reports/sql-file.ts';
import { tokenize } from '../../src/reports/sql-tokens.ts';
import { statementOf } from '../../src/reports/statement.ts';
import type { Report } from '../../src/run/report.ts';
import type { Partitions } from '../../src/run/run.ts';
import type { TableConfig } from '../../src/table/table-config.ts';
import { catalogue, columnsOf, files, reportOf, rowsOf } from './built-in.ts';
import { EventTable, PARTITIONS, TABLES, WINDOW } from './event-table.ts';
import { ACCOUNT, consoleLogin, roleAction, userAction } from './events.ts';
import { trinoFaults } from './trino-grammar.ts';

const BOUNDS = [
  {},
  { accounts: [ACCOUNT, '444455556666'] },
  { regions: ['us-east-1'] },
  { accounts: [ACCOUNT], regions: ['us-east-1', 'eu-north-1'] },
];
const ids = catalogue.map(({ id }) => id);
const SEED_LOGIN_COLUMNS = ['username', 'sourceipaddress', 'eventtime', 'additionaleventdata'];
const SEED_ACTION_COLUMNS =
  'type username eventsource eventname sourceipaddress eventtime awsregion additionaleventdata'.split(' ');

test('the built-in reports are there', () => {
  expect(ids).toEqual([
    'console-logins',
    'controls',
    'coverage',
    'failed-console-logins',
    'iam-role-actions',
    'iam-user-actions',
    'other-actions',
    'root-actions',
    'seen',
  ]);
});

test.each(catalogue)('$id is called and described in Japanese too', ({ translations }) => {
  const japanese = expect.stringMatching(/[\p{scx=Han}\p{scx=Katakana}]/u);
  expect(translations).toEqual({ ja: { title: japanese, description: japanese } });
});

test('only controls, failed logins and root actions are good to be without', () => {
  expect(catalogue.filter(({ emptyIsGood }) => emptyIsGood).map(({ id }) => id)).toEqual([
    'controls',
    'failed-console-logins',
    'root-actions',
  ]);
});

test.each(ids)('%s is a statement that Athena can parse', (id) => {
  expect(trinoFaults(statementOn(TABLES.recommended as TableConfig, reportOf(id)))).toEqual([]);
});

// Athena makes a scan of the logs for each mention of a query that reads them.
test.each(ids)('%s reads events, and each of its WITH queries, once', (id) => {
  const words = tokenize(reportOf(id).sql).tokens.map(({ text }) => text.toLowerCase());
  const after = (...before: string[]) =>
    // IS DISTINCT FROM is a comparison.
    words.filter((_, i) => before.includes(words[i - 1] ?? '') && words[i - 2] !== 'distinct');
  const queries = words.filter((_, i) => words[i + 1] === 'as' && words[i + 2] === '(');
  expect(after('from', 'join').sort()).toEqual(['events', ...queries].sort());
});

test('all derived columns together are a statement that Athena can parse', () => {
  const { columns: derived } = readDerivedColumns(readable(files.events, []));
  const sql = `SELECT ${derived.map(({ name }) => name).join(', ')} FROM events`;
  expect(trinoFaults(statementOn(TABLES.recommended as TableConfig, { sql, derived }))).toEqual([]);
});

test.each(Object.entries(TABLES))('in the table for %s all reports find their event', async (_, table) => {
  const events = await EventTable.create(table);
  const login = consoleLogin({ responseelements: '{"ConsoleLogin":"Failure"}' });
  const others = ['Root', 'FederatedUser'].map((type) => userAction({ useridentity: { type } }));
  for (const event of [login, roleAction(), ...others]) await events.add(event);
  const rows = await Promise.all(catalogue.map((report) => events.report(report)));
  const found = rows.map(({ length }, i) => [ids[i], length > 0 && (length === 1 || ids[i] === 'seen')]);
  expect(found).toEqual(ids.map((id) => [id, true]));

  // The bounds are in `events`, which all reports read.
  const report = reportOf('console-logins');
  for (const bounds of BOUNDS) {
    const partitions = { ...PARTITIONS, ...bounds };
    expect(trinoFaults(statementOn(table, report, partitions))).toEqual([]);
    expect(await events.report(report, { partitions })).toHaveLength(1);
  }
  events.close();
});

describe('columns', () => {
  test.each([
    ['console-logins', SEED_LOGIN_COLUMNS],
    ['failed-console-logins', SEED_LOGIN_COLUMNS],
    ['iam-role-actions', SEED_ACTION_COLUMNS],
    ['iam-user-actions', SEED_ACTION_COLUMNS],
    ['root-actions', SEED_ACTION_COLUMNS],
    ['other-actions', SEED_ACTION_COLUMNS],
  ])('%s begins with the columns that readers know', async (id, first) => {
    expect((await columnsOf(id)).slice(0, first.length)).toEqual(first);
  });

  test('both login reports have the same', async () => {
    expect(await columnsOf('failed-console-logins')).toEqual(await columnsOf('console-logins'));
  });

  test.each(['iam-role-actions', 'root-actions', 'other-actions'])(
    '%s has those of iam-user-actions',
    async (id) => {
      expect(await columnsOf(id)).toEqual(await columnsOf('iam-user-actions'));
    },
  );

  test.each(ids)('%s has those that it counts', async (id) => {
    expect(await columnsOf(id)).toEqual(expect.arrayContaining(reportOf(id).counts));
  });
});

describe('rows', () => {
  test('of a record that was delivered twice appear once', async () => {
    const events = await EventTable.create();
    await events.add(consoleLogin(), { day: '2026/11/21' });
    await events.add(consoleLogin(), { day: '2026/11/22' });
    await expect(events.report(reportOf('console-logins'))).resolves.toHaveLength(1);
    events.close();
  });

  test('of two records that share an id are kept', async () => {
    const events = [roleAction(), roleAction({ requestparameters: '{"bucketName":"other"}' })];
    expect(await rowsOf('iam-role-actions', ...events)).toHaveLength(2);
  });

  test('come newest first, then by id', async () => {
    const events = [
      userAction({ eventid: 'b' }),
      userAction({ eventid: 'a' }),
      userAction({ eventid: 'c', eventtime: '2026-11-21T12:00:01Z' }),
    ];
    expect((await rowsOf('iam-user-actions', ...events)).map(({ eventid }) => eventid)).toEqual([
      'c',
      'a',
      'b',
    ]);
  });

  test('include the first instant of the window and exclude the last, with or without a fraction', async () => {
    const first = ['2026-11-21T00:00:00.5Z', WINDOW.from];
    const last = ['2026-11-21T23:59:59Z', '2026-11-21T23:59:59.9Z'];
    const outside = ['2026-11-20T23:59:59Z', '2026-11-20T23:59:59.9Z', WINDOW.to, '2026-11-22T00:00:00.5Z'];
    const events = [...first, ...last, ...outside].map((eventtime) => userAction({ eventtime }));
    const found = (await rowsOf('iam-user-actions', ...events)).map(({ eventtime }) => eventtime);
    expect(found.sort()).toEqual([...first, ...last].sort());
  });

  test('whose time is not an instant as CloudTrail writes it are in no window', async () => {
    const times = [
      '2026-11-21T09:00:00+09:00',
      '2026-11-21T24:00:00Z',
      '2026-11-21 09:00:00',
      '2026-11-21t09:00:00z',
    ];
    const events = times.map((eventtime) => userAction({ eventtime }));
    const fraction = userAction({ eventtime: '2026-11-21T09:00:00.5Z' });
    expect(await rowsOf('iam-user-actions', ...events, fraction)).toMatchObject([
      { eventtime: fraction.eventtime },
    ]);
  });

  test('delivered into a later day folder of the partitions are found', async () => {
    const events = await EventTable.create();
    await events.add(userAction({ eventtime: '2026-11-21T23:58:00Z' }), { day: '2026/11/23' });
    await expect(events.report(reportOf('iam-user-actions'))).resolves.toHaveLength(1);
    events.close();
  });

  test('outside the partitions are not', async () => {
    const events = await EventTable.create();
    for (const day of ['2026/11/20', '2026/11/24']) await events.add(userAction(), { day });
    await expect(events.report(reportOf('iam-user-actions'))).resolves.toEqual([]);
    events.close();
  });
});

describe('the example in docs/reports.md', () => {
  const example = async () => {
    const page = await readFile('docs/reports.md', 'utf8');
    const text = /```sql\n(-- title:[\s\S]*?)```/.exec(page)?.[1] ?? '';
    return parseCatalogue({
      reports: [{ name: 'sql/reports/access-denied.sql', text }],
      events: files.events,
    })[0] as Report;
  };

  test('is a statement that Athena can parse', async () => {
    const table = TABLES.recommended as TableConfig;
    expect(trinoFaults(statementOn(table, await example()))).toEqual([]);
  });

  test('of a derived column can be read', async () => {
    const page = await readFile('docs/reports.md', 'utf8');
    const text = /```sql\n(-- The first two numbers[\s\S]*?)```/.exec(page)?.[1] ?? '';
    const { columns, faults } = readDerivedColumns([{ name: 'network.sql', text }]);
    expect([columns.map(({ name }) => name), faults]).toEqual([['network'], []]);
  });

  test('finds what was denied', async () => {
    const events = await EventTable.create();
    await events.add(userAction());
    await events.add(roleAction({ errorcode: 'Client.UnauthorizedOperation' }));
    await expect(events.report(await example())).resolves.toMatchObject([
      { identity: 'assumed-role/deploy/ci-42', errorcode: 'Client.UnauthorizedOperation' },
    ]);
    events.close();
  });
});

function statementOn(
  table: TableConfig,
  report: Pick<Report, 'sql' | 'derived'>,
  partitions: Partitions = PARTITIONS,
): string {
  return statementOf(report, eventsOf(table, WINDOW, partitions, [report])).sql;
}
