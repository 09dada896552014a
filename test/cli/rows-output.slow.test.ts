import { readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { runForRows } from '../../src/cli/print-rows.ts';
import { rowsAs } from '../../src/cli/rows-output.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import { audit, startAudit } from './audit.ts';

const DAY = ['--from', '2026-11-21', '--to', '2026-11-21', '--memory', '256MB'];
const REPORT = ['--reports', 'console-logins'];
const silent = { out() {}, error() {}, write: async () => true };
const FORMULA = '=1+1';

async function someLogs(): Promise<string> {
  const logs = await emptyDirectory();
  await writeLog(logs, logPath(), [
    signIn({ eventID: '1', userAgent: FORMULA, eventTime: '2026-11-21T08:00:00Z' }),
    signIn({ eventID: '2', userAgent: 'a\u001b[2Jb', eventTime: '2026-11-21T09:00:00Z' }),
  ]);
  return logs;
}

const rows = (logs: string, ...more: string[]) =>
  audit(['run', '--logs', logs, '--out', '-', ...DAY, ...REPORT, ...more]);

test('makes no page and no workbook, which nobody would open', async () => {
  const logs = await someLogs();
  const config = join(await emptyDirectory(), 'audit.json');
  await writeFile(config, JSON.stringify({ mail: { attach: 'xlsx' } }));
  const range = { from: '2026-11-21', to: '2026-11-21', reports: ['console-logins'] };
  const options = { logs, config, ...range, memory: '256MB', quiet: true };
  let archived: string[] = [];
  const { plan } = await runForRows(options, [], silent, async () => {
    const temporary = (await readdir(tmpdir())).filter((name) => name.startsWith('cloudtrail-audit-'));
    // Those of other tests may go at any time.
    const files = temporary.map((name) => readdir(join(tmpdir(), name), { recursive: true }).catch(() => []));
    archived = (await Promise.all(files)).flat();
  });

  const ofRun = archived
    .filter((file) => dirname(file).endsWith(plan.run.runId))
    .map((file) => basename(file));
  expect(ofRun).toEqual(expect.arrayContaining(['console-logins.csv', 'manifest.json', 'message.eml']));
  expect(ofRun.filter((file) => file.startsWith('report.'))).toEqual([]);
});

test('csv is the file of the archive, byte for byte', async () => {
  const [logs, out] = [await someLogs(), await emptyDirectory()];
  const { status, stdout, stderr } = await rows(logs, '--format', 'csv');
  const archived = await audit(['run', '--logs', logs, '--out', out, ...DAY, ...REPORT, '--json']);
  const { runId } = JSON.parse(archived.stdout);

  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toBe(await readFile(join(out, `runs/2026/11/21/${runId}/console-logins.csv`), 'utf8'));
  expect(stdout).toContain(`"'${FORMULA}"`);
});

test('jsonl has an object a row, values as they were logged, NULL as null, and nothing that a terminal obeys', async () => {
  const { stdout } = await rows(await someLogs(), '--format', 'jsonl');
  const objects = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

  expect(objects.map(({ eventid, useragent, late }) => [eventid, useragent, late])).toEqual([
    ['2', 'a\u001b[2Jb', null],
    ['1', FORMULA, null],
  ]);
  expect(stdout).not.toContain('\u001b');
});

test('a table is the default: a line for the names, a line for each row, made safe', async () => {
  const { stdout } = await rows(await someLogs());
  const lines = stdout.split('\n');

  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^username +sourceipaddress +eventtime /);
  expect(lines[1]).toContain('a\\u{1B}[2Jb');
  expect(lines[0]?.indexOf('eventtime')).toBe(lines[2]?.indexOf('2026-11-21T08:00:00Z'));
});

test('what the run warns of goes to standard error, and the exit status says it', async () => {
  const logs = await someLogs();
  await writeLog(logs, logPath({ name: 'broken.json.gz' }), 'not JSON');
  const { status, stdout, stderr } = await rows(logs, '--format', 'jsonl');

  expect([status, stdout.trimEnd().split('\n').length]).toEqual([1, 2]);
  expect(stderr).toMatch(/^warning: .*broken\.json\.gz/m);
});

test('nothing of it stays on the disk', async () => {
  const logs = await someLogs();
  const { TMPDIR } = process.env;
  // Not the one in which other tests run, too.
  const temporary = await emptyDirectory();
  process.env.TMPDIR = temporary;
  try {
    expect((await rows(logs)).status).toBe(0);
    expect((await rows('/nonexistent')).status).toBe(2);
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  }

  expect(await readdir(temporary)).toEqual([]);
});

test('a reader that has enough ends it without an error', async () => {
  const logs = await emptyDirectory();
  const many = Array.from({ length: 5000 }, (_, i) =>
    signIn({ eventID: `${i}`, userAgent: 'x'.repeat(500) }),
  );
  await writeLog(logs, logPath(), many);
  const { child, ended } = startAudit(['run', '--logs', logs, '--out', '-', ...DAY, ...REPORT]);
  child.stdout?.once('data', () => child.stdout?.destroy());

  expect(await ended).toMatchObject({ status: 0, stderr: '' });
});

test.each([
  [['--reports', 'coverage,seen'], 'reports: --out - prints the rows of one report; name one'],
  [[...REPORT, '--format', 'xml'], 'format: "xml" is not a format: give table, csv, jsonl'],
  [[...REPORT, '--json'], 'json: does not go with --out -'],
  [[...REPORT, '--dry-run'], 'dry-run: does not go with --out -'],
  [[...REPORT, '--fresh'], 'fresh: goes with --out DIR, whose history it does not read; remove it'],
])('%s is refused, with the faults of the rest', async (args, fault) => {
  const { status, stdout, stderr } = await audit(['run', '--logs', '/nonexistent', '--out', '-', ...args]);

  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(`error: ${fault}`);
  expect(stderr).toContain('error: logs: ');
});

test('--format without --out - is refused', async () => {
  const { status, stderr } = await audit(['run', '--logs', 'x', '--out', 'y', '--format', 'csv']);

  expect([status, stderr]).toEqual([2, expect.stringContaining('format: "csv" goes with --out - only')]);
});

test('a table of many rows needs no more memory than its first rows', async () => {
  async function* result() {
    yield Buffer.from('"a"\n');
    for (let i = 0; i < 20_000; i++) yield Buffer.from(`"${i}"\n`);
  }
  let longest = 0;
  let lines = 0;
  for await (const text of rowsAs('table', result())) {
    longest = Math.max(longest, text.length);
    lines += text.toString().split('\n').length - 1;
  }

  expect([lines, longest < 5000]).toEqual([20_001, true]);
});
