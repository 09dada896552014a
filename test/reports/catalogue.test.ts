import { RequestError } from '../../src/errors.ts';
import { type CatalogueFiles, parseCatalogue } from '../../src/reports/catalogue.ts';

const HEADER = ['-- title: Denied', '-- description: What was denied.', '-- counts: username'];
const SQL = 'SELECT useridentity.username AS username FROM events';

const file = (name: string, ...lines: string[]) => ({ name: `sql/reports/${name}`, text: lines.join('\n') });
const sound = (name: string) => file(name, ...HEADER, '', SQL);
const reportsOf = (reports: CatalogueFiles['reports'], events: CatalogueFiles['events'] = []) =>
  parseCatalogue({ reports, events });

test('makes a report of a file', () => {
  const text = file(
    'access-denied.sql',
    '-- title: Access denied',
    '-- description: Calls that were refused:',
    '--   a first sign of somebody trying doors.',
    '-- counts: username,',
    '--   eventname',
    '-- empty-is-good: yes',
    '',
    '-- AccessDenied, Client.UnauthorizedOperation and their like',
    "SELECT useridentity.username AS username, eventname FROM events WHERE errorcode LIKE '%Denied%';",
    '',
  );
  expect(reportsOf([text])).toEqual([
    {
      id: 'access-denied',
      title: 'Access denied',
      description: 'Calls that were refused: a first sign of somebody trying doors.',
      counts: ['username', 'eventname'],
      emptyIsGood: true,
      sql: "-- AccessDenied, Client.UnauthorizedOperation and their like\nSELECT useridentity.username AS username, eventname FROM events WHERE errorcode LIKE '%Denied%'\nORDER BY 1, 2",
      source: { file: 'sql/reports/access-denied.sql', line: 8 },
    },
  ]);
});

test('takes title and description in Japanese, as far as they are there', () => {
  const [both, one] = reportsOf([
    file('a.sql', ...HEADER, '-- title-ja: 拒否', '-- description-ja: 拒否された', '--   操作。', SQL),
    file('b.sql', ...HEADER, '-- title-ja: 拒否', SQL),
  ]);
  expect([both?.translations, one?.translations]).toEqual([
    { ja: { title: '拒否', description: '拒否された操作。' } },
    { ja: { title: '拒否' } },
  ]);
});

test('takes an empty report for nothing good unless told so', () => {
  expect(reportsOf([sound('a.sql')])).toMatchObject([{ emptyIsGood: false }]);
});

test('orders reports by id', () => {
  const ids = reportsOf([sound('b.sql'), sound('a-b.sql'), sound('a.sql')]).map(({ id }) => id);
  expect(ids).toEqual(['a', 'a-b', 'b']);
});

test('reads files as Windows writes them', () => {
  const windows = { name: 'a.sql', text: `\uFEFF${[...HEADER, '', SQL, ''].join('\r\n')}` };
  expect(reportsOf([windows])).toMatchObject([{ title: 'Denied', sql: `${SQL}\nORDER BY 1` }]);
});

test('needs no empty line before the SQL', () => {
  expect(reportsOf([file('a.sql', ...HEADER, SQL)])).toMatchObject([{ sql: `${SQL}\nORDER BY 1` }]);
});

test.each<[string, { name: string; text: string }, string]>([
  [
    'a translation without words',
    file('a.sql', ...HEADER, '-- title-ja:', '', SQL),
    'sql/reports/a.sql:4: title-ja is missing: expected a line "-- title-ja: …"',
  ],
  [
    'an unknown key',
    file('a.sql', ...HEADER, '-- owner: me', '', SQL),
    'sql/reports/a.sql:4: unknown key "owner": the keys are title, description, counts, empty-is-good, title-ja, description-ja',
  ],
  [
    'a key in capitals',
    file('a.sql', ...HEADER, '-- Title: A', '', SQL),
    'sql/reports/a.sql:4: unknown key "Title": the keys are title, description, counts, empty-is-good, title-ja, description-ja',
  ],
  [
    'a missing key',
    file('a.sql', ...HEADER.slice(1), '', SQL),
    'sql/reports/a.sql:1: title is missing: expected a line "-- title: …"',
  ],
  [
    'a key without a value',
    file('a.sql', '-- description: x', '-- title:', '-- counts: username', '', SQL),
    'sql/reports/a.sql:2: title is missing: expected a line "-- title: …"',
  ],
  [
    'a key given twice',
    file('a.sql', ...HEADER, '-- title: Other', '', SQL),
    'sql/reports/a.sql:4: title is given twice: line 1 has it too',
  ],
  [
    'a line that is neither a key nor more of one',
    file('a.sql', ...HEADER, '-- by me', '', SQL),
    'sql/reports/a.sql:4: "-- by me" is not a header line: expected "-- key: value", or "--   " and more of the value above, or an empty line before the SQL',
  ],
  [
    'more of no value',
    file('a.sql', '--   more', ...HEADER, '', SQL),
    'sql/reports/a.sql:1: "--   more" is not a header line: expected "-- key: value", or "--   " and more of the value above, or an empty line before the SQL',
  ],
  [
    'a third answer to a question of two',
    file('a.sql', ...HEADER, '-- empty-is-good: maybe', '', SQL),
    'sql/reports/a.sql:4: empty-is-good is "maybe": expected yes (no rows is the good case) or no',
  ],
  [
    'a counted column that is no name',
    file('a.sql', ...HEADER.slice(0, 2), '-- counts: User Name', '', SQL),
    'sql/reports/a.sql:3: counts names "User Name": expected column names in lower case, separated by commas',
  ],
  [
    'a column counted twice',
    file('a.sql', ...HEADER.slice(0, 2), '-- counts: username, username', '', SQL),
    'sql/reports/a.sql:3: counts names username twice: expected each column once',
  ],
  [
    'a counted column that the report does not return',
    file('a.sql', ...HEADER.slice(0, 2), '-- counts: usrname', '', SQL),
    'sql/reports/a.sql:3: counts names usrname: expected a column that the report returns',
  ],
  [
    'another table',
    file('a.sql', ...HEADER, '', 'SELECT username', 'FROM cloudtrail_logs, events'),
    'sql/reports/a.sql:6: reads the table cloudtrail_logs: expected FROM events, or a WITH query of this report',
  ],
  [
    'no FROM events',
    file('a.sql', ...HEADER, '', "SELECT 'x' AS username"),
    'sql/reports/a.sql:5: reads no events: expected FROM events',
  ],
  [
    'a second statement',
    file('a.sql', ...HEADER, '', `${SQL};`, 'DROP TABLE x'),
    'sql/reports/a.sql:6: DROP follows the closing ;: expected one statement a file',
  ],
])('refuses %s by file, line and reason', (_, faulty, message) => {
  expect(faultsOf([faulty])).toEqual([message]);
});

test.each([
  ['Access.sql'],
  ['access_denied.sql'],
  ['-a.sql'],
  ['a b.sql'],
  ['.sql'],
  ['a.SQL'],
  [`${'a'.repeat(61)}.sql`],
])('refuses the file name %s', (name) => {
  expect(faultsOf([sound(name)])).toEqual([
    `sql/reports/${name}:1: the file's name is the report's id: expected at most 60 lower-case letters, digits and hyphens, then .sql, as console-logins.sql`,
  ]);
});

test('gives a report the derived columns that it names', () => {
  const events = [
    { name: 'sql/events.sql', text: 'lower(eventname) AS call,\nlower(awsregion) AS place,\n' },
  ];
  const text = file('a.sql', ...HEADER, '', 'SELECT call, useridentity.username AS username FROM events');
  expect(reportsOf([text, sound('b.sql')], events).map(({ derived }) => derived)).toEqual([
    [{ name: 'call', sql: 'lower(eventname)', source: { file: 'sql/events.sql', line: 1 } }],
    undefined,
  ]);
});

test('names the faults of derived columns with those of reports', () => {
  const events = [{ name: 'sql/events.sql', text: 'lower(eventname) AS eventname' }];
  expect(() => reportsOf([file('a.sql', ...HEADER, '', 'SELECT 1')], events)).toThrow(
    new RequestError([
      'sql/events.sql:1: eventname is a column of CloudTrail: use another name',
      'sql/reports/a.sql:3: counts names username: expected a column that the report returns',
      'sql/reports/a.sql:5: reads no events: expected FROM events',
    ]),
  );
});

test('takes a report whose columns are not known as it is', () => {
  const [report] = reportsOf([file('a.sql', ...HEADER, '', 'SELECT * FROM events')]);
  expect(report?.sql).toBe('SELECT * FROM events');
});

test('refuses two files of one name', () => {
  expect(faultsOf([{ ...sound('a.sql'), name: 'more/a.sql' }, sound('a.sql')])).toEqual([
    'sql/reports/a.sql:1: another file is named a.sql too',
  ]);
});

test('names every fault of every file at once, in order', () => {
  const files = [
    file('b.sql', ...HEADER, '', 'SELECT username FROM events WHERE a = ?'),
    file('a.sql', '-- owner: me', '-- title: A', '-- description: x', '', 'SELECT a FROM b'),
  ];
  expect(faultsOf(files).map((fault) => fault.split(': ')[0])).toEqual([
    'sql/reports/a.sql:1',
    'sql/reports/a.sql:1',
    'sql/reports/a.sql:5',
    'sql/reports/a.sql:5',
    'sql/reports/b.sql:5',
  ]);
});

function faultsOf(files: { name: string; text: string }[]): readonly string[] {
  try {
    reportsOf(files);
  } catch (error) {
    if (error instanceof RequestError) return error.faults;
    throw error;
  }
  return [];
}

test('names a file that could not be read with the faults of the others', () => {
  const files = [
    file('b.sql', ...HEADER, '', 'SELECT 1'),
    { name: 'sql/reports/a.sql', reason: 'not UTF-8 text' },
  ];
  expect(() => reportsOf(files)).toThrow(
    expect.objectContaining({
      faults: [
        'sql/reports/a.sql:1: not UTF-8 text',
        expect.stringContaining('sql/reports/b.sql:'),
        expect.stringContaining('sql/reports/b.sql:'),
      ],
    }),
  );
});
