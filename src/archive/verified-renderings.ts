import * as z from 'zod';
import { RENDERINGS } from '../run/renderings.ts';
import { type FileFault, type Listed, listed, readJson } from './listed-files.ts';

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
  const faulty = (...faults: Omit<FileFault, 'file'>[]) => ({
    files: [],
    failed: [],
    faults: faults.map((fault) => ({ file: RENDERINGS, ...fault })),
  });
  if (!content) return faulty();
  const read = await readJson(content);
  if ('fault' in read) return faulty(read);
  const { success, data } = schema.safeParse(read.written);
  if (!success)
    return faulty({
      fault: 'not-complete',
      message: 'does not list every file with its bytes and sha256',
    });
  const { files, failed, manifestSha256 } = data;
  const message = `was made from a manifest with the sha256 ${manifestSha256}; it is now ${reviewedHash}`;
  return {
    files,
    failed: failed.map(({ file }) => file),
    faults: manifestSha256 === reviewedHash ? [] : [{ file: RENDERINGS, fault: 'changed', message }],
  };
}
