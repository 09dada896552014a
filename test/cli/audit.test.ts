import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import { audit, startAudit } from './audit.ts';

const day = ['--from', '2026-11-21', '--to', '2026-11-21', '--memory', '256MB'];

async function someLogs(): Promise<string> {
  const logs = await emptyDirectory();
  await writeLog(logs, logPath(), [signIn()]);
  return logs;
}

describe('exits with', () => {
  test('0 where the run is done, and says what came of it and where its files are', async () => {
    const [logs, out] = [await emptyDirectory(), await emptyDirectory()];
    await writeLog(logs, logPath(), [signIn({ userIdentity: { type: 'Root', accountId: '111122223333' } })]);
    const { status, stdout, stderr } = await audit(['run', '--logs', logs, '--out', out, ...day]);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^LOOK: .*\broot-used\b/m);
    expect(stdout).toMatch(/^ {2}console-logins +1 rows {2}console-logins\.csv$/m);
    expect(stdout).toMatch(new RegExp(`^Mail: +${out}/runs/2026/11/21/.*/message\\.eml$`, 'm'));
    expect(stdout).toMatch(new RegExp(`^Page: +${out}/runs/2026/11/21/.*/report\\.html$`, 'm'));
  });

  test('1 where it is partial, with the manifest and nothing else on stdout for --json', async () => {
    const logs = await someLogs();
    await writeLog(logs, logPath({ name: 'broken.json.gz' }), 'not JSON');
    const args = ['run', '--logs', logs, '--out', await emptyDirectory(), ...day, '--json'];
    const { status, stdout } = await audit(args);
    expect([status, JSON.parse(stdout)]).toEqual([1, expect.objectContaining({ status: 'partial' })]);
  });

  test('0 and prints nothing for --quiet, but all of a run that is not whole', async () => {
    const [logs, out] = [await someLogs(), await emptyDirectory()];
    const args = ['run', '--logs', logs, '--out', out, ...day, '--quiet'];
    expect(await audit(args)).toEqual({ status: 0, stdout: '', stderr: '' });

    await writeLog(logs, logPath({ name: 'broken.json.gz' }), 'not JSON');
    const { status, stdout } = await audit(args);
    expect([status, stdout]).toEqual([1, expect.stringMatching(/: partial\n[\s\S]*^warning: /m)]);
  });

  test('1 where the doctor finds a fault, and says what to do, whatever the names of files hold', async () => {
    const logs = await someLogs();
    await writeLog(logs, logPath({ name: '\u001b[2J\u202Egpj.json.gz' }), 'not JSON');
    const { status, stdout } = await audit(['doctor', '--logs', logs]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^fault +damaged file +[^ ]+_\\u\{1B\}\[2J\\u\{202E\}gpj\.json\.gz:$/m);
    expect(stdout).toMatch(/^ +-> copy it again from the bucket/m);
    expect(stdout).toMatch(/\n\n1 fault, 2 warnings, \d+ ok\n$/);
  });

  test('0 where the doctor finds none, with its findings and nothing else on stdout for --json', async () => {
    const { status, stdout } = await audit(['doctor', '--logs', await someLogs(), '--json']);
    const { counts, findings } = JSON.parse(stdout);
    expect([status, counts.fault]).toEqual([0, 0]);
    expect(findings[0]).toEqual({ check: 'layout', status: 'ok', seen: 'AWSLogs in the account layout' });
  });

  test('2 where the request is wrong, with a line for each fault, and nothing written', async () => {
    const [logs, out] = [await emptyDirectory(), await emptyDirectory()];
    const config = join(await emptyDirectory(), 'audit.json');
    await writeFile(config, '{"timezone":"Mars","table":{"partitions":{}},"zone":1}');
    const wrong = ['--from', '2026-11-31', '--reports', 'logins', '--accounts', '1', '--config', config];
    const { status, stdout, stderr } = await audit(['run', '--logs', logs, '--out', out, ...wrong]);
    const lines = stderr.trimEnd().split('\n');
    expect([status, stdout]).toEqual([2, '']);
    expect(lines).toEqual([
      expect.stringMatching(/^error: logs: .* has no folder AWSLogs/),
      expect.stringMatching(/^error: config: .*: timezone: "Mars" is wrong: give an IANA time zone/),
      expect.stringMatching(/^error: config: .*: table.partitions.day: missing: give lower-case letters/),
      expect.stringMatching(/^error: config: .*: zone: unknown setting; remove it/),
      expect.stringMatching(/^error: reports\[0\]: "logins" is not a known report/),
      expect.stringMatching(/^error: accounts\[0\]: "1" is not an account id/),
      expect.stringMatching(/^error: from: "2026-11-31" is not a date/),
    ]);
    expect(await readdir(out)).toEqual([]);
  });

  test.each([
    ['an option', ['run', '--logs', 'x\u001b[2J\u009b\u202e\nerror: y', '--out', 'out']],
    ['an unknown option', ['run', '--\u001b]0;title\u0007']],
    ['an unknown command', ['\u001b[2J']],
  ])('2, and sends no escape sequence of %s to the terminal', async (_, args) => {
    const { status, stderr } = await audit(args);
    expect(status).toBe(2);
    expect(stderr).toContain('\\u{1B}');
    expect(stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
    expect(stderr).not.toMatch(/^error: y/m);
  });

  test('2 where the doctor has no credentials to look with', async () => {
    const { status, stdout, stderr } = await audit(['doctor', '--log-bucket', 's3://logs']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^error: region: not configured.*\nerror: credentials: no AWS credentials found/);
  });

  test('2 for options at odds with each other', async () => {
    const { status, stderr } = await audit(['run', '--engine', 'athena', '--logs', 'x', '--workgroup', '']);
    expect([status, stderr.match(/^error: /gm)?.length]).toEqual([2, 6]);
  });

  test.each([
    ['an unknown option', ['run', '--frm', '2026-11-21'], "error: unknown option '--frm'"],
    ['an unknown command', ['report'], "error: unknown command 'report'"],
    ['an argument too many', ['run', 'now'], 'error: too many arguments'],
    ['what is not a number', ['sample', '--out', 'x', '--days', 'two'], 'give a whole number'],
    ['no command', [], 'Usage: cloudtrail-audit'],
  ])('2 for %s', async (_, args, message) => {
    const { status, stdout, stderr } = await audit(args);
    expect([status, stdout, stderr.includes(message)]).toEqual([2, '', true]);
  });
});

test.each([['try'], ['run'], ['sample'], ['doctor']])('%s --help has examples', async (command) => {
  const { status, stdout, stderr } = await audit([command, '--help']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain(`Usage: cloudtrail-audit ${command}`);
  expect(stdout).toContain(`\n  cloudtrail-audit ${command} `);
});

test('sample writes logs that a run finds', async () => {
  const out = await emptyDirectory();
  const { status, stdout } = await audit(['sample', '--out', out, '--days', '1', '--events', '200']);
  expect([status, stdout]).toEqual([
    0,
    expect.stringMatching(/^200 events of 2025-10-31 to 2025-10-31 in \d+ /),
  ]);
  expect(await readdir(out)).toContain('AWSLogs');
});

test('--version of the process that the bin starts is that of the package', async () => {
  const { version } = JSON.parse(await readFile('package.json', 'utf8'));
  expect(await startAudit(['--version']).ended).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

// As bin/bundle.js does it, and nothing is written.
const { metafile } = await build({
  entryPoints: ['src/cli/main.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  metafile: true,
  write: false,
});

/** What is loaded with a module at once, not when it comes to need it. */
function packagesWith(module: string): string[] {
  const { outputs } = metafile;
  const loaded = new Set<string>();
  const load = (path: string) => {
    if (loaded.has(path)) return;
    loaded.add(path);
    for (const { path: imported, kind } of outputs[path]?.imports ?? []) {
      if (kind === 'import-statement') load(imported);
    }
  };
  const [path] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === module) ?? [];
  if (path === undefined) throw new Error(`${module} is loaded with another module`);
  load(path);
  return [...loaded].filter((found) => !(found in outputs));
}

test('help, the version and the check of options load no library but that of the command line', () => {
  const libraries = packagesWith('src/cli/main.ts').filter((name) => !name.startsWith('node:'));

  expect(libraries).toEqual(['commander']);
});

test.each([
  ['src/cli/run-on-logs.ts', /@aws-sdk|duckdb|nodemailer|preact|stepfunctions/],
  ['src/cli/examine.ts', /@aws-sdk|duckdb/],
  ['src/cli/verify.ts', /@aws-sdk|duckdb/],
  ['src/cli/engine-duckdb.ts', /aws/],
  ['src/cli/out-directory.ts', /aws/],
])('%s loads nothing that it may not need', (module, unneeded) => {
  expect(packagesWith(module).filter((name) => unneeded.test(name))).toEqual([]);
});
