import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest } from '../../src/run/manifest.ts';
import { emptyDirectory } from '../logs.ts';
import { audit } from './audit.ts';
import { dailyLogs } from './scheduled-logs.ts';

describe('a range of scheduled times', () => {
  const RANGE = '2026-11-02..2026-11-04';
  let [logs, out] = ['', ''];
  const made = (range: string, ...more: string[]) =>
    audit(['run', '--logs', logs, '--out', out, '--memory', '256MB', '--scheduled', range, ...more]);
  const manifestOf = ({ runId, window }: Manifest) =>
    join(out, 'runs', window.from.slice(0, 10).replaceAll('-', '/'), runId, 'manifest.json');
  let manifests: Manifest[];
  beforeAll(async () => {
    logs = await dailyLogs(4);
    out = await emptyDirectory();
    const { status, stdout } = await made(RANGE, '--json');
    expect(status).toBe(0);
    manifests = JSON.parse(stdout);
  });

  test('makes each run of the schedule, the oldest first', () => {
    expect(manifests.map(({ window, trigger, reports }) => [window.to, trigger, reports.length])).toEqual([
      ['2026-11-02T06:30:00Z', 'schedule', 9],
      ['2026-11-03T06:30:00Z', 'schedule', 9],
      ['2026-11-04T06:30:00Z', 'schedule', 9],
    ]);
  });

  test('compares each with those before', () => {
    const ids = manifests.map(({ runId }) => runId);
    expect(manifests.map(({ seen }) => seen?.runs)).toEqual([[], ids.slice(0, 1), ids.slice(0, 2)]);
    expect(manifests[2]?.seen).toMatchObject({ status: 'learning', days: 2 });
  });

  test('leaves runs that are complete as they are and names them, and makes what is missing', async () => {
    const [first, second] = manifests as [Manifest, Manifest];
    const kept = await readFile(manifestOf(first));
    await rm(manifestOf(second));

    const { status, stdout } = await made(RANGE);

    expect(status).toBe(0);
    const lines = stdout.trim().split('\n');
    expect(lines.map((line) => line.includes('(made before, left as it is)'))).toEqual([true, false, true]);
    expect(lines[1]).toContain(`2026-11-02T06:30:00Z to 2026-11-03T06:30:00Z: succeeded  ${out}`);
    expect(await readFile(manifestOf(first))).toEqual(kept);
    const again: Manifest = JSON.parse(await readFile(manifestOf(second), 'utf8'));
    expect(again.seen).toEqual(second.seen);
    expect(again.files.filter(({ role }) => role !== 'message')).toEqual(
      second.files.filter(({ role }) => role !== 'message'),
    );
  });

  test('of one time says on the terminal what it was compared with, and what could not be read', async () => {
    const [first] = manifests as [Manifest];
    const seen = manifestOf(first).replace('manifest.json', 'seen.json.gz');
    const content = await readFile(seen);
    await writeFile(seen, content.subarray(0, -5));

    const { stdout } = await made('2026-11-04T07:00:00Z');

    await writeFile(seen, content);
    expect(stdout).toMatch(/seen +\d+ rows {2}seen\.json\.gz/);
    expect(stdout).toContain('new: not known yet; days of runs before: 1');
    expect(stdout).toMatch(/not compared: runs\/.*seen\.json\.gz: it was changed since its run/);
  });

  test('with faults is refused before anything is made', async () => {
    const [last] = manifests.slice(-1) as [Manifest];
    const [file, content] = [manifestOf(last), await readFile(manifestOf(last))];
    await writeFile(file, '{"version":9}');
    const newer = await made('2026-11-01..2026-11-04');
    await writeFile(file, content);
    expect([newer.status, newer.stderr]).toEqual([2, expect.stringContaining('newer version (9)')]);

    const { status, stderr } = await made('2026-11-04..2026-11-02', '--from', '2026-11-01', '--dry-run');
    expect(status).toBe(2);
    for (const fault of [/scheduled: .*ends before it begins/, /from: does not go/, /dry-run: goes with one/])
      expect(stderr).toMatch(fault);
    expect((await audit(['verify', out, '--json'])).stdout).not.toContain('2026/10/31');
  });
});
