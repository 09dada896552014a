import { buffer } from 'node:stream/consumers';
import * as z from 'zod';
import { RENDERINGS } from '../run/renderings.ts';
import { type FileFault, json, type Listed, listed, reasonOf } from './listed-files.ts';

const schema = z.object({
  version: z.literal(1),
  manifestSha256: z.string(),
  files: z.array(listed),
  failed: z.array(z.object({ file: z.string() })),
});

/**
 * What was made of a run after its mail.
 *
 * @param content of renderings.json; undefined where it does not exist, as in archives of older versions
 * @returns `failed`: files that may be there, of a rendering that broke off
 */
export async function verifiedRenderings(
  content: AsyncIterable<Uint8Array> | undefined,
  { reviewedHash }: { reviewedHash: string },
): Promise<{ files: Listed[]; failed: string[]; faults: FileFault[] }> {
  const faulty = (fault: FileFault['fault'], message: string) => ({
    files: [],
    failed: [],
    faults: [{ file: RENDERINGS, fault, message }],
  });
  if (!content) return { files: [], failed: [], faults: [] };
  let text: string;
  try {
    text = (await buffer(content)).toString('utf8');
  } catch (error) {
    return faulty('unreadable', reasonOf(error));
  }
  const { success, data } = schema.safeParse(json(text));
  if (!success) return faulty('not-complete', 'does not list every file with its bytes and sha256');
  const { files, failed, manifestSha256 } = data;
  const message = `was made from a manifest with the sha256 ${manifestSha256}; it is now ${reviewedHash}`;
  return {
    files,
    failed: failed.map(({ file }) => file),
    faults: manifestSha256 === reviewedHash ? [] : [{ file: RENDERINGS, fault: 'changed', message }],
  };
}
