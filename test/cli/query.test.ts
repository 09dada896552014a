import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import { audit } from './audit.ts';

const DAY = ['--from', '2026-11-21', '--to', '2026-11-21'];

async function someLogs(): Promise<string> {
  const logs = await emptyDirectory();
  await writeLog(logs, logPath(), [
    signIn({ eventID: '1', userAgent: 'a\u001b[2Jb', eventTime: '2026-11-21T08:00:00Z' }),
    signIn({ eventID: '2', userAgent: 'b', eventTime: '2026-11-21T09:00:00Z' }),
    signIn({ eventID: '3', userAgent: 'b', eventTime: '2026-11-22T09:00:00Z' }),
  ]);
  return logs;
}

const query = (sql: string, logs: string, ...more: string[]) =>
  audit(['query', sql, '--logs', logs, '--memory', '256MB', ...DAY, ...more]);

const objects = (stdout: string) =>
  stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

test('has the rows of the window in the order of the query, with derived columns', async () => {
  const sql = `
    SELECT eventid, actor, useragent FROM events
    ORDER BY eventid;`;
  const { status, stdout, stderr } = await query(sql, await someLogs(), '--format', 'jsonl');

  expect([status, stderr]).toEqual([0, '']);
  expect(objects(stdout)).toEqual([
    { eventid: '1', actor: 'person', useragent: 'a\u001b[2Jb' },
    { eventid: '2', actor: 'person', useragent: 'b' },
  ]);
});

test('a table is the default, made safe for a terminal', async () => {
  const { stdout } = await query(
    'SELECT useragent, count(*) AS calls FROM events GROUP BY 1 ORDER BY 1',
    await someLogs(),
  );

  expect(stdout).toBe('useragent    calls\na\\u{1B}[2Jb  1\nb            1\n');
});

test('* takes all columns of CloudTrail, and not the hidden one of the file', async () => {
  const { stdout } = await query('SELECT * FROM events', await someLogs(), '--format', 'jsonl');
  const [first] = objects(stdout);

  expect(first).toMatchObject({ eventname: 'ConsoleLogin', recipientaccountid: expect.anything() });
  expect(Object.keys(first)).not.toContain('$path');
});

test.each([
  ['SELECT eventid, nosuch FROM events', 'query:1:17: '],
  ['WITH own AS (\n  SELECT nosuch FROM events)\nSELECT * FROM own', 'query:2:10: '],
  ['SELECT\n  useridentity.nosuch FROM events', 'query:2:16: '],
])('an error of the engine names line and column: %s', async (sql, place) => {
  const { status, stdout, stderr } = await query(sql, await someLogs());

  expect([status, stdout]).toEqual([1, '']);
  expect(stderr).toContain(place);
});

test.each([
  ['SELECT 1 FROM other', 'query:1: reads the table other'],
  ["SELECT content FROM read_text('/etc/passwd')", 'query:1: '],
  ['SELECT eventid FROM events;\nDROP TABLE events', 'query:2: DROP follows the closing ;'],
  ["COPY events TO 'x'", 'query:1: begins with COPY: expected SELECT'],
  ['', 'query:1: no SQL: expected SELECT … FROM events'],
])('%s is refused before anything is read, with the faults of the rest', async (sql, fault) => {
  const { status, stdout, stderr } = await query(sql, '/nonexistent', '--format', 'xml');

  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`error: ${fault}`);
  expect(stderr).toContain('error: format: "xml" is not a format');
  expect(stderr).toContain('error: logs: ');
});

test('a damaged log file is named, and the exit status says that rows may be missing', async () => {
  const logs = await someLogs();
  await writeLog(logs, logPath({ name: 'broken.json.gz' }), 'not JSON');
  const { status, stdout, stderr } = await query('SELECT eventid FROM events', logs, '--format', 'jsonl');

  expect([status, objects(stdout).length]).toEqual([1, 2]);
  expect(stderr).toMatch(/^warning: .*broken\.json\.gz/m);
});

test('sql prints a query as Athena gets it, bounded to its window', async () => {
  const sql = "SELECT actor\nFROM events WHERE eventname = 'ConsoleLogin'";
  const { status, stdout } = await audit(['sql', sql, ...DAY]);

  expect(status).toBe(0);
  expect(stdout).toContain("eventtime >= '2026-11-21T00:00:00'");
  expect(stdout).toContain('END AS "actor"');
  expect(stdout.trimEnd().endsWith(sql)).toBe(true);
});
