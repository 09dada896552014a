import { namedIn, readDerivedColumns } from '../../src/reports/derived-columns.ts';

const read = (...lines: string[]) => readDerivedColumns([{ name: 'sql/events.sql', text: lines.join('\n') }]);

test('reads expressions with their names and places', () => {
  const { columns, faults } = read(
    '-- Where, in small letters.',
    'lower(awsregion) AS place,  CAST(eventname AS varchar)',
    '  -- it ends here',
    '  AS call,',
  );
  expect(faults).toEqual([]);
  expect(columns).toEqual([
    { name: 'place', sql: 'lower(awsregion)', source: { file: 'sql/events.sql', line: 2 } },
    {
      name: 'call',
      sql: `${' '.repeat(28)}CAST(eventname AS varchar)`,
      source: { file: 'sql/events.sql', line: 2 },
    },
  ]);
});

test('keeps comments within an expression, so that its lines can be counted', () => {
  expect(read('CASE', '  -- why', '  WHEN true THEN 1 END AS one').columns[0]?.sql).toBe(
    'CASE\n  -- why\n  WHEN true THEN 1 END',
  );
});

test('needs no column', () => {
  expect(read('-- none yet')).toEqual({ columns: [], faults: [] });
});

test.each([
  [['lower(awsregion)'], 1, 'is not a name after AS'],
  [['lower(awsregion) AS Place'], 1, '"Place" is not a name after AS'],
  [['lower(awsregion) AS "place"'], 1, 'is not a name after AS'],
  [['lower(awsregion) place'], 1, 'is not a name after AS'],
  [['AS place'], 1, 'is not a name after AS'],
  [['place'], 1, 'is not a name after AS'],
  [['lower(awsregion) AS place', 'upper(awsregion) AS other'], 2, 'is not a name after AS'],
  [['lower(awsregion) AS place,', ', 1 AS one'], 1, 'nothing before a comma'],
  [['lower(awsregion AS place'], 1, '"(" is never closed'],
  [['lower(awsregion)) AS place'], 1, '")" closes nothing'],
  [["'x AS place"], 1, 'a string begins here and never ends'],
  [['1 AS a,', 'awsregion = ? AS place'], 2, '? is a parameter'],
  [['awsregion AS place;'], 1, '; ends a statement'],
  [['1 AS a,', 'awsregion IN', '(SELECT x FROM secrets) AS place'], 3, 'begins a query'],
  [['awsregion IN (FROM secrets) AS place'], 1, 'begins a query'],
  [['awsregion IN (TABLE secrets) AS place'], 1, 'begins a query'],
  [["awsregion IN (VALUES 'a') AS place"], 1, 'begins a query'],
  [['awsregion FROM events AS place'], 1, 'reads a table'],
  [['lower(awsregion) AS awsregion'], 1, 'awsregion is a column of CloudTrail'],
  [['lower(awsregion) AS useridentity'], 1, 'useridentity is a column of CloudTrail'],
  [['1 AS a,', '', '2 AS a'], 3, 'a is already defined in sql/events.sql:1'],
  [['1 AS one,', 'one + 1 AS two'], 2, 'reads one, a derived column'],
])('refuses %j by file, line and reason', (lines, line, reason) => {
  const { faults } = read(...lines);
  expect(faults[0]).toMatch(`sql/events.sql:${line}: `);
  expect(faults[0]).toContain(reason);
});

test('takes the field of a struct, a function and FROM within one for no other column', () => {
  expect(
    read('1 AS type,', '1 AS lower,', 'lower(useridentity.type) AS a,', 'extract(hour FROM eventtime) AS b')
      .faults,
  ).toEqual([]);
});

test('refuses a name that another file has, and names every fault of every file', () => {
  const files = [
    { name: 'sql/events.sql', text: '1 AS a' },
    { name: 'sql/events/mine.sql', text: '-- mine\n2 AS a,\n3 AS eventname' },
  ];
  expect(readDerivedColumns(files).faults).toEqual([
    'sql/events/mine.sql:2: a is already defined in sql/events.sql:1',
    'sql/events/mine.sql:3: eventname is a column of CloudTrail: use another name',
  ]);
});

test('finds the columns that a report names', () => {
  const { columns } = read('1 AS a,', '2 AS b,', '3 AS c,', '4 AS d,');
  const sql = `SELECT A, events."b", 'c' FROM events -- d`;
  expect(namedIn(sql, columns).map(({ name }) => name)).toEqual(['a', 'b']);
});

test('a report that repeats the name as an alias gets the derived column', () => {
  const { columns } = readDerivedColumns([{ name: 'sql/events.sql', text: 'useridentity.arn AS a' }]);

  expect(namedIn('SELECT a AS a FROM events', columns)).toEqual(columns);
});

test.each([
  "SELECT coalesce(errorcode, 'none') AS a FROM events",
  'WITH e AS (SELECT *, upper(errorcode) AS a FROM events) SELECT a, count(*) FROM e GROUP BY a',
  'SELECT upper(errorcode) a FROM events',
  "SELECT CASE WHEN errorcode = '' THEN 1 END a FROM events",
])('a report that gives the name to a column of its own does not get the derived one: %s', (sql) => {
  const { columns } = readDerivedColumns([{ name: 'sql/events.sql', text: 'useridentity.arn AS a' }]);

  expect(namedIn(sql, columns)).toEqual([]);
});
