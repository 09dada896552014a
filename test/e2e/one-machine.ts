/** The same run on one machine: what the packaged system's results are held against. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime, { type Email } from 'postal-mime';
import type { RunOptions } from '../../src/cli/options.ts';
import { runOnLogs } from '../../src/cli/run-on-logs.ts';
import type { Config } from '../../src/config/config.ts';
import { emptyDirectory } from '../logs.ts';
import type { Outcome } from './outcome.ts';

/** @param config that of the packaged functions */
export async function oneMachineRun(
  config: Config,
  options: Pick<
    RunOptions,
    'logs' | 'scheduled' | 'from' | 'to' | 'timezone' | 'reports' | 'accounts' | 'regions'
  >,
): Promise<Outcome & { mail: Email }> {
  const directory = await emptyDirectory();
  const file = join(directory, 'config.json');
  await writeFile(file, JSON.stringify(config));
  const out = join(directory, 'archive');
  const quiet = { read: () => {}, flow: () => {} };
  const { manifest, archive, plan } = await runOnLogs({ ...options, out, config: file }, quiet);
  const folder = archive.locate(plan.run.archive);
  const files = new Map<string, Buffer>();
  for (const name of await readdir(folder)) files.set(name, await readFile(join(folder, name)));
  const mail = await PostalMime.parse(files.get('message.eml') ?? '');
  return { runId: plan.run.runId, files, manifest, mail };
}

/** A mail's text or HTML without what AWS and one machine must say differently. */
export function withoutPlace(body: string | undefined, runId: string): string {
  return (body ?? '')
    .replaceAll('\r\n', '\n')
    .replace(new RegExp(`(s3:/)?/\\S+/${runId}`, 'g'), 'ARCHIVE')
    .replace(new RegExp(`${runId}, (scheduled|started by hand)`), 'RUN')
    .replace(/(?:, | · )[\d.]+ [kMG]?B scanned/g, '')
    .replace(/(Scanned\s*(?:<[^>]+>)*\s*)[\d.]+ [kMG]?B, [^<\n]+/, '$1SCANNED');
}

/** What both can say of a run: without its name, whose logs they are, times, what each charges for, and what became of the mail. */
export function withoutPlaceOf(manifest: Outcome['manifest']): object | undefined {
  if (!manifest) return undefined;
  const { runId, trigger, source, events, scannedBytes, files, reports, mail, ...same } = manifest;
  const { subject, from, to } = mail;
  return {
    ...same,
    mail: { subject, from, to },
    // In a directory less is compressed.
    files: files.map((file) =>
      file.role === 'message' || file.file.endsWith('.gz') ? { ...file, bytes: 0, sha256: '' } : file,
    ),
    reports: reports.map(({ scannedBytes, milliseconds, ...report }) => report),
  };
}
