import { RequestError } from '../../src/errors.ts';
import { controlsOf, parseCatalogue } from '../../src/reports/catalogue.ts';
import { tokenize } from '../../src/reports/sql-tokens.ts';
import { placedInFile } from '../../src/reports/statement.ts';
import { CONTROL_COLUMNS } from '../../src/run/judgement.ts';

const HEADER = ['-- title: Root used', '-- why: It can do all.', '-- first: Ask.', '-- severity: high'];
const CONDITION = "useridentity.type = 'Root'";
const EVENTS = [{ name: 'sql/events.sql', text: "CASE WHEN true THEN 'x' END AS actor," }];

const file = (name: string, ...lines: string[]) => ({ name: `sql/controls/${name}`, text: lines.join('\n') });
const sound = (name: string) => file(name, ...HEADER, '', CONDITION);
const catalogueOf = (...controls: { name: string; text: string }[]) =>
  parseCatalogue({ reports: [], events: EVENTS, controls });
const faultsOf = (...controls: { name: string; text: string }[]) => {
  try {
    catalogueOf(...controls);
  } catch (error) {
    if (error instanceof RequestError) return error.faults;
    throw error;
  }
  return [];
};

test('makes a control of a file', () => {
  const text = file(
    'root-used.sql',
    ...HEADER,
    '-- standards: CIS v7.0: 5.3 (4.3 in v3 to v5); PCI DSS 4: 10.2.1.2',
    '-- title-ja: ルート',
    '-- why-ja: 何でも',
    '--   できる。',
    '',
    CONDITION,
  );
  expect(controlsOf(catalogueOf(text))).toEqual([
    {
      id: 'root-used',
      title: 'Root used',
      why: 'It can do all.',
      first: 'Ask.',
      severity: 'high',
      standards: { 'CIS v7.0': '5.3 (4.3 in v3 to v5)', 'PCI DSS 4': '10.2.1.2' },
      isObservable: true,
      translations: { ja: { title: 'ルート', why: '何でもできる。' } },
    },
  ]);
});

test('all controls are one report, which reads the logs once', () => {
  const [report, ...others] = catalogueOf(sound('b.sql'), sound('a.sql'));
  const words = tokenize(report?.sql ?? '').tokens.map(({ name }) => name);

  expect([report?.id, others]).toEqual(['controls', []]);
  expect(words.filter((word) => word === 'events')).toHaveLength(1);
});

test('without controls there is no such report', () => {
  expect(catalogueOf()).toEqual([]);
});

test('a control that is not observable is in no statement', () => {
  const unseen = file('objects-read.sql', ...HEADER, '-- observable: no', '');
  const [report] = catalogueOf(sound('a.sql'), unseen);

  expect(report?.sql).not.toContain('objects-read');
  expect(report?.controls).toMatchObject([{ id: 'a' }, { id: 'objects-read', isObservable: false }]);
});

test('what a detail names is read of each event, and nothing that no control names', () => {
  const [report] = catalogueOf(
    file('a.sql', ...HEADER, '-- detail: concat(actor, vpcendpointid, apiversion)', '', CONDITION),
  );
  const [read = ''] = report?.sql.split('AS marks') ?? [];
  expect(read).toMatch(/\bapiversion,\nvpcendpointid,/);
  expect(read).not.toContain('*');
});

test('a comment at the end of a condition hides nothing', () => {
  const [report] = catalogueOf(file('a.sql', ...HEADER, '', `${CONDITION} -- all of them`));
  expect(report?.sql).toContain(`${CONDITION} -- all of them\n) THEN 'a'`);
});

test("an engine's error is told with the place in the control's file", () => {
  const [report] = catalogueOf(
    sound('a.sql'),
    file('b.sql', ...HEADER, '', CONDITION, "  AND nosuch(eventname) = 'x'"),
  );
  const statement = report?.sql ?? '';
  const line = statement.split('\n').findIndex((text) => text.includes('nosuch')) + 1;
  const source = { file: 'sql/controls', line: 1, statementLine: 10 };
  const located = { id: 'controls', sql: statement, source };
  const message = `FUNCTION_NOT_FOUND: line ${line + 9}:7: Function 'nosuch' not registered`;

  expect(placedInFile(message, located, { sql: 'events AS (SELECT * FROM t)', parameters: [] })).toBe(
    "FUNCTION_NOT_FOUND: sql/controls/b.sql:7:7: Function 'nosuch' not registered",
  );
});

test('the report has the columns that are promised', () => {
  const [report] = catalogueOf(sound('a.sql'));
  expect(report?.sql).toContain(`\nSELECT ${CONTROL_COLUMNS.join(', ')}\n`);
});

const AT_LEAST = '-- at-least: 20 in 60 minutes';

test.each<[string, { name: string; text: string }, string]>([
  [
    'two statements',
    file('a.sql', ...HEADER, '', `${CONDITION};`, "eventname = 'x'"),
    'sql/controls/a.sql:6: ; ends a statement: expected one condition a file',
  ],
  [
    'two conditions',
    file('a.sql', ...HEADER, '', `${CONDITION},`, "eventname = 'x'"),
    'sql/controls/a.sql:7: a comma: expected one condition',
  ],
  [
    'an unknown key',
    file('a.sql', ...HEADER, '-- owner: me', '', CONDITION),
    expect.stringMatching(
      /^sql\/controls\/a.sql:5: unknown key "owner": the keys are title, why, first, /,
    ) as never,
  ],
  [
    'a missing key',
    file('a.sql', ...HEADER.slice(0, 2), HEADER[3] as string, '', CONDITION),
    'sql/controls/a.sql:1: first is missing: expected a line "-- first: …"',
  ],
  [
    'an unknown severity',
    file('a.sql', ...HEADER.slice(0, 3), '-- severity: critical', '', CONDITION),
    'sql/controls/a.sql:4: severity is "critical": expected high, medium, low',
  ],
  [
    'standards without numbers',
    file('a.sql', ...HEADER, '-- standards: CIS v7.0', '', CONDITION),
    'sql/controls/a.sql:5: standards has "CIS v7.0": expected NAME: NUMBER, several separated by semicolons',
  ],
  [
    'no condition',
    file('a.sql', ...HEADER, ''),
    'sql/controls/a.sql:5: no condition: expected one over the columns of events',
  ],
  [
    'an unknown column',
    file('a.sql', ...HEADER, '', `${CONDITION}`, "AND evnetname = 'x'"),
    'sql/controls/a.sql:7: unknown column evnetname: expected a column of CloudTrail or of sql/events.sql',
  ],
  [
    'an unknown field',
    file('a.sql', ...HEADER, '', "useridentity.name = 'x'"),
    'sql/controls/a.sql:6: unknown column useridentity.name: useridentity has no such field',
  ],
  [
    'a field of a text',
    file('a.sql', ...HEADER, '', "requestparameters.username = 'x'"),
    'sql/controls/a.sql:6: unknown column requestparameters.username: requestparameters has no such field',
  ],
  [
    'a query',
    file('a.sql', ...HEADER, '', 'eventname IN (SELECT eventname FROM events)'),
    'sql/controls/a.sql:6: reads a table or begins a query: expected one expression over the columns of the table',
  ],
  [
    'a whole statement',
    file('a.sql', ...HEADER, '', `SELECT * FROM events WHERE ${CONDITION}`),
    'sql/controls/a.sql:6: begins with SELECT: expected the condition alone, without SELECT and WHERE',
  ],
  [
    'a placeholder',
    file('a.sql', ...HEADER, '', 'eventname = ?'),
    'sql/controls/a.sql:6: ? is a parameter, which no report gets a value for: write the value itself',
  ],
  [
    'a bracket that closes the statement',
    file('a.sql', ...HEADER, '', "true) THEN 'b' END, (CASE WHEN (true"),
    expect.stringContaining('sql/controls/a.sql:6: ') as never,
  ],
  [
    'a condition that is not observable',
    file('a.sql', ...HEADER, '-- observable: no', '', CONDITION),
    'sql/controls/a.sql:7: a control that is not observable has none: remove it, or the line "-- observable: no"',
  ],
  [
    'a number without a time',
    file('a.sql', ...HEADER, '-- at-least: 20', '-- same: identity', '', CONDITION),
    'sql/controls/a.sql:5: at-least is "20": expected a number and a time, as 20 in 60 minutes',
  ],
  [
    'a number of nothing',
    file('a.sql', ...HEADER, AT_LEAST, '', CONDITION),
    'sql/controls/a.sql:5: same is missing: at-least and same go together',
  ],
  [
    'a number of events that share no column',
    file('a.sql', ...HEADER, AT_LEAST, '-- same: user', '', CONDITION),
    expect.stringMatching(
      /^sql\/controls\/a.sql:6: same is "user": expected one of eventtime, identity, /,
    ) as never,
  ],
  [
    'an unknown column in the header',
    file('a.sql', ...HEADER, AT_LEAST, '-- same: identity', "-- after: outcom = 'Failure'", '', CONDITION),
    'sql/controls/a.sql:7: unknown column outcom: expected a column of CloudTrail or of sql/events.sql',
  ],
  [
    'a name that is no id',
    sound('Root_used.sql'),
    "sql/controls/Root_used.sql:1: the file's name is the control's id: expected at most 60 lower-case letters, digits and hyphens, then .sql, as console-logins.sql",
  ],
])('refuses %s by file, line and reason', (_, faulty, message) => {
  expect(faultsOf(faulty)[0]).toEqual(message);
});

test.each([
  ['a cast', 'CAST(eventversion AS DOUBLE) > 1.0'],
  ['a derived column', "actor = 'person'"],
  ['a lambda', "any_match(split(eventname, 'x'), part -> part = 'y')"],
  ['a comparison with NULL', 'errorcode IS DISTINCT FROM errormessage'],
  [
    'a column in quotes and capitals',
    `"eventName" LIKE 'Delete%' ESCAPE '\\' AND EVENTNAME BETWEEN 'A' AND 'B'`,
  ],
])('takes %s', (_, condition) => {
  expect(faultsOf(file('a.sql', ...HEADER, '', condition))).toEqual([]);
});

test('refuses a second control of a name, and one with the name of a report', () => {
  const report = {
    name: 'sql/reports/denied.sql',
    text: '-- title: D\n-- description: D\n-- counts: eventname\n\nSELECT eventname FROM events',
  };
  const all = () =>
    parseCatalogue({
      reports: [report],
      events: EVENTS,
      controls: [sound('a.sql'), sound('own/a.sql'), sound('denied.sql')],
    });
  expect(all).toThrow('sql/controls/own/a.sql:1: another control is named a too');
  expect(all).toThrow('sql/controls/denied.sql:1: a report is named denied too: use another name');
});

test('refuses a report with the name of that of all controls', () => {
  const text = '-- title: D\n-- description: D\n-- counts: eventname\n\nSELECT eventname FROM events';
  const all = () =>
    parseCatalogue({
      reports: [{ name: 'sql/reports/controls.sql', text }],
      events: EVENTS,
      controls: [sound('a.sql')],
    });
  expect(all).toThrow('sql/reports/controls.sql:1: controls is the report of all controls: use another name');
});
