import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { jest } from '@jest/globals';
import { configFolder, readConfig } from '../../src/cli/config-file.ts';
import { emptyDirectory } from '../logs.ts';
import { audit, startAudit } from './audit.ts';

test('a setting that was taken away is ignored, with a notice on standard error', async () => {
  const file = join(await emptyDirectory(), 'audit.json');
  await writeFile(file, '{"limits":{"queryAttempts":5,"days":30}}');
  const error = jest.spyOn(console, 'error').mockImplementation(() => {});
  try {
    expect((await readConfig(file)).limits).toEqual({ days: 30 });
    expect(error.mock.calls).toEqual([
      [`notice: config: ${file}: limits.queryAttempts: no longer a setting; remove it`],
    ]);
  } finally {
    error.mockRestore();
  }
});

test('who names a setting that was taken away once', async () => {
  const file = join(await emptyDirectory(), 'audit.json');
  await writeFile(file, '{"limits":{"querySeconds":60}}');
  const error = jest.spyOn(console, 'error').mockImplementation(() => {});
  try {
    await audit(['who', 'tanaka', '--config', file, '--logs', '/nonexistent']);
    expect(error.mock.calls).toEqual([[expect.stringContaining('limits.querySeconds')]]);
  } finally {
    error.mockRestore();
  }
});

test("on Windows the user's configuration folder is %APPDATA%", () => {
  const roaming = String.raw`C:\Users\aiko\AppData\Roaming`;

  expect(configFolder({ APPDATA: roaming, XDG_CONFIG_HOME: '/x' }, 'win32')).toBe(roaming);
  expect(configFolder({ APPDATA: roaming, XDG_CONFIG_HOME: '/x' }, 'linux')).toBe('/x');
});

describe('without --config', () => {
  const NAME = 'audit.json';
  const sql = ['sql', 'console-logins', '--from', '2026-11-21', '--to', '2026-11-21'];
  const settings = (timezone: string) => JSON.stringify({ timezone });

  async function folders() {
    const [here, home] = [await emptyDirectory(), await emptyDirectory()];
    const configured = join(home, 'config', 'cloudtrail-audit-reporter');
    await mkdir(configured, { recursive: true });
    const env = { HOME: home, XDG_CONFIG_HOME: join(home, 'config') };
    return { here, home, configured, env };
  }

  test('the one in the folder is taken, before that of the user, and named on standard error', async () => {
    const { here, configured, env } = await folders();
    await writeFile(join(here, NAME), settings('Asia/Tokyo'));
    await writeFile(join(configured, NAME), settings('Europe/Paris'));
    const { status, stdout, stderr } = await startAudit(sql, env, { cwd: here }).ended;

    expect([status, stderr]).toEqual([0, 'config: audit.json\n']);
    expect(stdout).toContain('(Asia/Tokyo)');
  });

  test.each([
    ['XDG_CONFIG_HOME', 'config', {}],
    ['~/.config', '.config', { XDG_CONFIG_HOME: '' }],
    ['~/.config where XDG_CONFIG_HOME is relative', '.config', { XDG_CONFIG_HOME: 'config' }],
  ])("the user's in %s is taken", async (_, folder, changed) => {
    const { here, home, env } = await folders();
    const file = join(home, folder, 'cloudtrail-audit-reporter', NAME);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, settings('Europe/Paris'));
    const { status, stdout, stderr } = await startAudit(sql, { ...env, ...changed }, { cwd: here }).ended;

    expect([status, stderr]).toEqual([0, `config: ${file}\n`]);
    expect(stdout).toContain('(Europe/Paris)');
  });

  test('what is wrong with a found one is told like of one that is named', async () => {
    const { here, env } = await folders();
    await mkdir(join(here, NAME));
    const { status, stderr } = await startAudit(sql, env, { cwd: here }).ended;

    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: config: audit\.json cannot be read as JSON/m);
  });

  test('none is looked for where one is named, or the command takes none', async () => {
    const { here, env } = await folders();
    await writeFile(join(here, NAME), settings('Asia/Tokyo'));
    const named = join(await emptyDirectory(), 'other.json');
    await writeFile(named, '{}');
    const logs = await emptyDirectory();
    const calls = [
      [...sql, '--config', named],
      ['doctor', '--logs', logs],
    ];
    const ended = await Promise.all(calls.map((args) => startAudit(args, env, { cwd: here }).ended));

    expect(ended.map(({ stderr }) => stderr)).toEqual(['', '']);
    expect(ended[0]?.stdout).toContain('(UTC)');
  });
});
