import { readdir, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { dryRun, dryRunText } from '../../src/cli/dry-run.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import { trinoFaults } from '../sql/trino-grammar.ts';
import { audit } from './audit.ts';

const day = { from: '2026-11-19', to: '2026-11-19' };
const first = { day: '2026/11/19' };

async function someLogs(): Promise<string> {
  const logs = await emptyDirectory();
  for (const from of ['2026/11/18', '2026/11/19', '2026/11/20', '2026/11/22']) {
    await writeLog(logs, logPath({ day: from }), [signIn()]);
  }
  await writeLog(logs, logPath({ ...first, account: '444455556666' }), [signIn()]);
  return logs;
}

const sizeOf = async (logs: string, path: string) => (await stat(join(logs, path))).size;

test('counts the log files of the partitions, and reads each once for all reports', async () => {
  const logs = await someLogs();
  const files = [
    logPath(first),
    logPath({ day: '2026/11/20' }),
    logPath({ ...first, account: '444455556666' }),
  ];
  const sizes = await Promise.all(files.map((file) => sizeOf(logs, file)));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);

  expect(await dryRun({ logs, ...day })).toMatchObject({
    engine: 'duckdb',
    partitions: { from: '2026/11/19', to: '2026/11/20' },
    logs: { files: 3, bytes, complete: true },
    scannedBytes: bytes,
    cost: 0,
  });
});

test('keeps to the accounts asked for', async () => {
  const found = await dryRun({ logs: await someLogs(), ...day, accounts: ['444455556666'] });
  expect(found).toMatchObject({ partitions: { accounts: ['444455556666'] }, logs: { files: 1 } });
});

test('counts a log file that is a link to nothing', async () => {
  const logs = await someLogs();
  await symlink('nowhere', join(logs, logPath({ ...first, name: 'b.json.gz' })));
  expect(await dryRun({ logs, ...day })).toMatchObject({ logs: { files: 4 } });
});

test('writes nothing, and needs no archive', async () => {
  const [logs, out] = [await someLogs(), await emptyDirectory()];
  const found = await dryRun({ logs, out, ...day });
  expect(found.archive).toBe(join(out, 'runs/2026/11/19', found.runId));
  expect(await readdir(out)).toEqual([]);
  expect(await dryRun({ logs, ...day })).not.toHaveProperty('archive');
});

test('takes the last full day where no range is named', async () => {
  const { window } = await dryRun({ logs: await someLogs() });
  expect(window).toEqual({ from: '2026-11-20T00:00:00Z', to: '2026-11-21T00:00:00Z', timezone: 'UTC' });
});

test('prints a statement for each report, with its parameters in order', async () => {
  const found = await dryRun({
    logs: await someLogs(),
    ...day,
    reports: ['console-logins', 'iam-user-actions'],
  });

  const text = dryRunText(found);
  for (const { id, title, sql } of found.reports) {
    const parameters = ['2026/11/19', '2026/11/20', '2026-11-19T00:00:00', '2026-11-20T00:00:00'];
    const lines = parameters.map((value, i) => `--   ${i + 1}: '${value}'\n`);
    expect(text).toContain(`-- ${id}: ${title}\n-- parameters:\n${lines.join('')}${sql.trimEnd()}\n;`);
  }
  expect(text.match(/^-- parameters:$/gm)).toHaveLength(2);
});

test('prints SQL from its first line to its last', async () => {
  expect(trinoFaults(dryRunText(await dryRun({ logs: await someLogs(), ...day })))).toEqual([]);
});

test('prints what would be read, and what that costs', async () => {
  const found = await dryRun({ logs: await someLogs(), ...day, reports: ['console-logins'] });

  expect(dryRunText(found)).toContain('-- cost:       none\n');
  const athena = { ...found, engine: 'athena', logs: { files: 1200, bytes: 3e9, complete: true } } as const;
  expect(dryRunText({ ...athena, scannedBytes: 3e9, cost: 0.015 })).toContain(
    '-- log files:  1,200, 3 GB\n-- to read:    3 GB for 1 report\n-- cost:       USD 0.02\n',
  );
  const unfinished = { ...athena, logs: { ...athena.logs, complete: false } };
  expect(dryRunText({ ...unfinished, cost: 0.001 })).toContain('-- cost:       more than USD 0.00100\n');
});

test('says where log files cannot be counted', async () => {
  const {
    logs: _,
    scannedBytes: _bytes,
    cost: _cost,
    ...found
  } = await dryRun({ logs: await someLogs(), ...day });
  expect(
    dryRunText({ ...found, logs: { error: 'log-bucket: a cannot be listed: Access Denied' } }),
  ).toContain('-- log files:  not known: log-bucket: a cannot be listed: Access Denied\n');
});

test('prints the same as one JSON object', async () => {
  const logs = await someLogs();
  const { status, stdout } = await audit(['run', '--dry-run', '--json', '--logs', logs]);
  expect([status, JSON.parse(stdout)]).toEqual([0, await dryRun({ logs })]);
});
