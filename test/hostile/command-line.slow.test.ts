/** Hostile values, names of files and names of directories: what the command line finds, and what it says in a terminal. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { audit, type Ended } from '../cli/audit.ts';
import { ACCOUNT, emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import { corpus } from './corpus.ts';
import { records } from './records.ts';

/** Whatever a POSIX file system takes. */
const NAMES = [
  'line\nend',
  'carriage\rreturn',
  'line\u2028separator',
  '\u001b[2J\u001b]0;title\u0007',
  '\u009b31m',
  "it's",
  "');DROP TABLE events;--",
  '"quoted"',
  'back\\slash',
  '*?[a-z]{a,b}',
  '$(touch x) `id` ${PATH}',
  '%2e%2e%2f',
  '\u202egpj',
  '\u200b',
  ' spaces  inside ',
  '-rf',
  '~',
  'error: nothing',
  '田中😀e\u0301',
  'n'.repeat(240),
];
const DIRECTORY = `it's "a" 'place'\n\u001b[2J\u202e %s *? $HOME`;
const SPEAKS = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

const day = ['--from', '2026-11-21', '--to', '2026-11-21'];
let logs: string;
let out: string;
let run: Ended;
let folder: string;
beforeAll(async () => {
  const place = join(await emptyDirectory(), DIRECTORY);
  [logs, out] = [join(place, 'logs'), join(place, 'archive')];
  const folderOfLogs = join(logPath(), '..');
  for (const [at, name] of NAMES.entries())
    await writeLog(logs, join(folderOfLogs, `${name}.json.gz`), [signIn({ eventID: `name-${at}` })]);
  await writeLog(logs, join(folderOfLogs, '\u001b[2J\ndamaged\u202e.json.gz'), '{"Records":[\u001b[2J');
  const short = corpus.filter(({ value }) => value.length < 1000).map(({ value }) => value);
  await writeLog(
    logs,
    logPath({ name: 'values.json.gz' }),
    short.map((value) => signIn(records.user(value))),
  );
  await writeLog(logs, logPath({ region: "r'\u001b[2J\n" }), [signIn({ eventID: 'region' })]);
  await writeLog(logs, join('AWSLogs', '\u001b[2Jaccount\n', 'a.json'), [signIn()]);
  run = await audit(['run', '--logs', logs, '--out', out, ...day]);
  const { manifest } = JSON.parse(`{"manifest":${(await runAgain()).stdout}}`);
  folder = join(out, 'runs/2026/11/21', manifest.runId);
});

const runAgain = () => audit(['run', '--logs', logs, '--out', out, ...day, '--json']);

test('a file of any name is read, and one that is damaged is named', async () => {
  const csv = await readFile(join(folder, 'console-logins.csv'));
  const rows: { eventid: string }[] = parse(csv, { bom: true, columns: true });
  const found = rows.map(({ eventid }) => eventid).filter((id) => /^(name|region)/.test(id));
  const named = NAMES.map((_, at) => `name-${at}`);
  expect(found.sort()).toEqual([...named, 'region'].sort());
  const { warnings } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  expect(warnings).toMatchObject([
    { code: 'passed-over', reason: 'unknown-folder', count: 1 },
    { code: 'damaged-log-file', file: expect.stringContaining('\u001b[2J\ndamaged\u202e.json.gz') },
  ]);
});

test('a run sends no escape sequence to the terminal, and shows where its files are in a line each', () => {
  expect(run.status).toBe(1);
  expect(run.stderr).toBe('');
  expect(run.stdout).not.toMatch(SPEAKS);
  expect(run.stdout).toMatch(/^Manifest: .*it's "a" 'place'\\u\{A\}\\u\{1B\}\[2J.*manifest\.json$/m);
});

test.each<[string, number, () => Promise<Ended>]>([
  ['run --json', 1, runAgain],
  [
    'run --dry-run --json',
    0,
    () => audit(['run', '--logs', logs, '--out', out, ...day, '--dry-run', '--json']),
  ],
  ['doctor --json', 1, () => audit(['doctor', '--logs', logs, '--json'])],
  ['verify --json', 1, async () => audit(['verify', await folderWithStranger(), '--json'])],
])('%s prints JSON without a raw escape sequence', async (_, status, command) => {
  const ended = await command();
  expect([ended.status, ended.stderr]).toEqual([status, '']);
  expect(() => JSON.parse(ended.stdout)).not.toThrow();
  expect(ended.stdout).toContain('\\u001b');
  expect(ended.stdout).not.toMatch(SPEAKS);
});

test.each<[string, number, () => Promise<Ended>]>([
  ['doctor', 1, () => audit(['doctor', '--logs', logs])],
  ['verify', 1, async () => audit(['verify', await folderWithStranger()])],
  ['run --dry-run', 0, () => audit(['run', '--logs', logs, '--out', out, ...day, '--dry-run'])],
  ['run of no logs', 2, () => audit(['run', '--logs', join(logs, '..'), '--out', out])],
  ['doctor of no logs', 1, () => audit(['doctor', '--logs', join(logs, '..', 'archive')])],
  ['verify of no run', 2, () => audit(['verify', logs])],
  ['sample over other files', 2, () => audit(['sample', '--out', logs])],
  [
    'run with a configuration that is none',
    2,
    () => audit(['run', '--logs', logs, '--out', out, '--config', logs]),
  ],
])('%s sends no escape sequence to the terminal', async (_, status, command) => {
  const ended = await command();
  expect(ended.status).toBe(status);
  expect(ended.stdout + ended.stderr).toContain('\\u{1B}');
  expect(ended.stdout).not.toMatch(SPEAKS);
  expect(ended.stderr).not.toMatch(SPEAKS);
});

async function folderWithStranger(): Promise<string> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '\u001b[2J\nstranger\u202e.csv'), ACCOUNT);
  return folder;
}
