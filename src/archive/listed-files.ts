/** The files of a run that its manifest lists, each with its bytes and hash. */
import * as z from 'zod';
import { MANIFEST } from '../run/run-files.ts';

export interface FileFault {
  /** name in the run's folder */
  file: string;
  fault: 'missing' | 'changed' | 'unlisted' | 'unreadable' | 'not-complete';
  message: string;
}

// A name that leads elsewhere is none of a run's file.
const listed = z.object({
  file: z.string().regex(/^[^/\\]+$/),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Listed = z.infer<typeof listed>;

const manifestSchema = z.object({
  runId: z.string(),
  status: z.enum(['succeeded', 'partial', 'failed']),
  reports: z
    .array(
      z.discriminatedUnion('status', [
        listed.extend({ status: z.literal('succeeded'), figures: listed }),
        z.object({ status: z.literal('failed') }),
      ]),
    )
    .min(1),
  mail: listed,
});

/** @param content the manifest; undefined where there is none */
export async function listedFiles(
  content: AsyncIterable<Uint8Array> | undefined,
  runId: string,
): Promise<{ files: Listed[] } | FileFault> {
  if (!content)
    return manifestFault('missing', 'is not there: the run is not complete, or its manifest was removed');
  let text: string;
  try {
    text = await textOf(content);
  } catch (error) {
    return manifestFault('unreadable', reasonOf(error));
  }
  const { success, data, error } = manifestSchema.safeParse(json(text));
  if (!success) {
    const places = error.issues.map(({ path }) => path.join('.') || 'the file');
    return manifestFault(
      'not-complete',
      `does not list every file with its bytes and sha256: see ${places.join(', ')}`,
    );
  }
  if (data.runId !== runId)
    return manifestFault('changed', `is that of another run, ${JSON.stringify(data.runId)}`);
  const reports = data.reports.flatMap((report) =>
    report.status === 'succeeded' ? [report, report.figures] : [],
  );
  return { files: [...reports, data.mail] };
}

const manifestFault = (fault: FileFault['fault'], message: string): FileFault => ({
  file: MANIFEST,
  fault,
  message,
});

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** @returns undefined for what is no JSON */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function reasonOf(error: unknown): string {
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
