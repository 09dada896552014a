import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runId } from '../../src/plan/run-id.ts';
import { MANIFEST_VERSION, type Manifest } from '../../src/run/manifest.ts';
import type { RunFile } from '../../src/run/result.ts';
import type { Window } from '../../src/run/run.ts';
import { dayOf, formatDay } from '../../src/time/days.ts';
import { firstDay } from '../../src/time/window.ts';

/** A day in UTC. */
export function dayWindow(day: string, next: string): Window {
  return { from: `${day}T00:00:00Z`, to: `${next}T00:00:00Z`, timezone: 'UTC' };
}

export interface ArchivedRun {
  runId: string;
  /** `runs/2026/11/21/RUN-ID` */
  folder: string;
  /** of the folder on this machine */
  path: string;
  manifest: Manifest;
}

/** Archives a small run of one report: its files as the manifest lists them. */
export async function archiveRun(
  archive: string,
  window: Window,
  changes: Partial<Manifest> = {},
  more: { name: string; content: string; file: Partial<RunFile> }[] = [],
): Promise<ArchivedRun> {
  const { trigger = 'schedule' } = changes;
  const id = runId({ trigger, window, reports: ['console-logins'] });
  const folder = `runs/${formatDay(firstDay(window))}/${id}`;
  const path = join(archive, folder);
  await mkdir(path, { recursive: true });
  const contents = [
    { name: 'console-logins.csv', content: 'rows\r\n', file: { role: 'rows', report: 'console-logins' } },
    {
      name: 'console-logins.figures.json',
      content: '{}',
      file: { role: 'figures', report: 'console-logins' },
    },
    { name: 'message.eml', content: `mail of ${id}`, file: { role: 'message' } },
    ...more,
  ] as const;
  const files: RunFile[] = [];
  for (const { name, content, file } of contents) {
    await writeFile(join(path, name), content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const bytes = Buffer.byteLength(content);
    files.push({ file: name, contentType: 'text/plain', bytes, sha256, ...file } as RunFile);
  }
  const manifest: Manifest = {
    version: MANIFEST_VERSION,
    runId: id,
    trigger,
    status: 'succeeded',
    window,
    partitions: { from: dayOf(window.from), to: dayOf(window.to) },
    files,
    reports: [{ id: 'console-logins', title: 'Console logins', status: 'succeeded', rows: 3 }],
    warnings: [],
    logs: { files: 84, bytes: 12_300_000, complete: true },
    scannedBytes: 48_000_000,
    mail: { subject: 'audit', from: 'a@example.com', to: ['b@example.com'], status: 'written', attempts: 0 },
    ...changes,
  };
  await writeFile(join(path, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return { runId: id, folder, path, manifest };
}
