import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Manifest } from '../../src/run/manifest.ts';
import { emptyDirectory } from '../logs.ts';
import { audit } from './audit.ts';
import { dailyLogs } from './scheduled-logs.ts';

const MALLORY = {
  userIdentity: { type: 'IAMUser', accountId: '111122223333', userName: 'mallory' },
  sourceIPAddress: '198.51.100.66',
};
const FROM_ELSEWHERE = { sourceIPAddress: '203.0.113.9' };

test('after two weeks of runs a new principal and a new network are named, and their repetition is not', async () => {
  const out = await emptyDirectory();
  const logs = await dailyLogs(17, (day) => (day >= '2026-11-15' ? [MALLORY, FROM_ELSEWHERE] : []));
  const range = '2026-11-02..2026-11-17';
  const { status, stdout } = await audit([
    'run',
    '--logs',
    logs,
    '--out',
    out,
    '--scheduled',
    range,
    '--json',
  ]);

  const manifests: Manifest[] = JSON.parse(stdout);
  expect([status, manifests.length]).toEqual([0, 16]);
  const [learning, attacked, next] = manifests.slice(-3) as [Manifest, Manifest, Manifest];
  expect(learning.seen).toMatchObject({ status: 'learning', days: 13, newValues: 0 });
  expect(learning.files.map(({ role }) => role)).not.toContain('new');
  expect(attacked.seen).toMatchObject({
    status: 'judged',
    days: 14,
    newByKind: { principal: 1, 'principal-network': 1 },
    first: [
      {
        kind: 'principal',
        key: ['111122223333/user/mallory'],
        where: ['198.51.100.0/24', 'us-east-1', 'signin.amazonaws.com'],
      },
      { kind: 'principal-network', key: ['111122223333/user/alice', '203.0.113.0/24'] },
    ],
  });
  expect(attacked.verdict?.words).toEqual(['LOOK']);
  expect(attacked.seen?.usual).toContainEqual({
    report: 'console-logins',
    rows: 3,
    usual: { low: 1, high: 1 },
  });
  expect(next.seen).toMatchObject({ status: 'judged', days: 15, newValues: 0 });
  const csv = await readFile(join(out, `runs/2026/11/15/${attacked.runId}/new.csv`));
  const rows: Record<string, string>[] = parse(csv, { bom: true, columns: true });
  expect(rows.map(({ kind, because }) => [kind, because])).toEqual([
    ['principal', ''],
    ['principal-network', ''],
    ['principal-region', 'new-principal'],
    ['principal-network', 'new-principal'],
    ['principal-service', 'new-principal'],
  ]);
  expect((await audit(['verify', out])).status).toBe(0);
});
