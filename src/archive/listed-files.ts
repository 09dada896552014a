/** The files of a run that its manifest lists, each with its bytes and hash. */

import { buffer } from 'node:stream/consumers';
import * as z from 'zod';
import { messageOf } from '../errors.ts';
import { type History, isHistoryPlace } from '../run/history.ts';
import { MANIFEST_VERSION } from '../run/manifest.ts';
import type { RunFile } from '../run/result.ts';
import { MANIFEST } from '../run/run-files.ts';
import { Checksum } from './checksum.ts';
import { presentManifest, versionOf } from './read-manifest.ts';
import { reviewedHash } from './review.ts';

export interface FileFault {
  /** name in the run's folder */
  file: string;
  fault: 'missing' | 'changed' | 'unlisted' | 'unreadable' | 'not-complete';
  message: string;
}

// No path: a run's files are in its own folder.
export const listed = z.object({
  file: z.string().regex(/^[^/\\]+$/),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Listed = z.infer<typeof listed>;

const run = z.object({ runId: z.string(), status: z.enum(['succeeded', 'partial', 'failed']) });
const failed = z.object({ status: z.literal('failed') });

// No path leads out of its place.
const listedHistory = z.object({
  place: z.string().refine(isHistoryPlace),
  files: z.array(
    z.object({
      file: z.string().regex(/^kind=[^/\\]+\/[^/\\]+$/),
      bytes: z.int().nonnegative(),
      checksum: z.object({ algorithm: z.string(), value: z.string() }).optional(),
    }),
  ),
});

const reportV1 = listed.extend({ status: z.literal('succeeded'), figures: listed });

/** A report has one of them. */
const ROWS = ['rows', 'counts', 'seen'];

const schemas = {
  1: run.extend({
    reports: z.array(z.discriminatedUnion('status', [reportV1, failed])).min(1),
    mail: listed,
  }),
  [MANIFEST_VERSION]: run
    .extend({
      reports: z.array(z.object({ id: z.string(), status: z.enum(['succeeded', 'failed']) })).min(1),
      files: z.array(listed.extend({ role: z.string(), report: z.string().optional() })),
      history: listedHistory.optional(),
    })
    .superRefine(({ reports, files }, context) => {
      const lacks = (role: string, report?: string) =>
        !files.some((file) => file.role === role && file.report === report);
      const add = (...path: (string | number)[]) =>
        context.addIssue({ code: 'custom', path, message: 'lists no file' });
      for (const [at, { id, status }] of reports.entries())
        if (status === 'succeeded' && (ROWS.every((role) => lacks(role, id)) || lacks('figures', id)))
          add('reports', at);
      if (lacks('message')) add('files');
    }),
};

/**
 * @param content the manifest; undefined where it does not exist
 * @returns the files, and the manifest's hash as reviews have it
 */
export async function listedFiles(
  content: AsyncIterable<Uint8Array> | undefined,
  runId: string,
): Promise<
  { files: Listed[]; history?: Pick<History, 'place' | 'files'>; reviewedHash: string } | FileFault
> {
  if (!content)
    return manifestFault('missing', 'does not exist: the run is not complete, or its manifest was removed');
  const read = await readJson(content);
  if ('fault' in read) return { file: MANIFEST, ...read };
  const { written } = read;
  let version: keyof typeof schemas;
  try {
    version = versionOf(written);
  } catch (error) {
    return { file: MANIFEST, ...unreadable(error) };
  }
  const { success, data, error } = schemas[version].safeParse(written);
  if (!success) {
    const places = error.issues.map(({ path }) => path.join('.') || 'the file').join(', ');
    const message = `does not list every file with its bytes and sha256: see ${places}`;
    return manifestFault('not-complete', message);
  }
  if (data.runId !== runId)
    return manifestFault('changed', `belongs to another run, ${JSON.stringify(data.runId)}`);
  const { files, history } = presentManifest(written);
  return { files, ...(history && { history }), reviewedHash: reviewedHash(written) };
}

function manifestFault(fault: FileFault['fault'], message: string): FileFault {
  return { file: MANIFEST, fault, message };
}

/** @returns `written`: undefined for text that is not JSON */
export async function readJson(
  content: AsyncIterable<Uint8Array>,
): Promise<{ written: unknown } | UnreadableFile> {
  let text: string;
  try {
    text = (await buffer(content)).toString('utf8');
  } catch (error) {
    return unreadable(error);
  }
  try {
    return { written: JSON.parse(text) };
  } catch {
    return { written: undefined };
  }
}

type UnreadableFile = Pick<FileFault, 'message'> & { fault: 'unreadable' };

export function unreadable(error: unknown): UnreadableFile {
  return { fault: 'unreadable', message: `cannot be read: ${messageOf(error)}` };
}

/** Reads a file to its end. */
export async function measured(
  content: AsyncIterable<Uint8Array>,
): Promise<Pick<RunFile, 'bytes' | 'sha256'> | UnreadableFile> {
  const sum = new Checksum();
  try {
    for await (const piece of content) sum.add(piece);
  } catch (error) {
    return unreadable(error);
  }
  return sum.result();
}
