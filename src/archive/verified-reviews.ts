import { type Review, reviewFile, reviewNumbers } from '../run/review.ts';
import { MANIFEST } from '../run/run-files.ts';
import { type FileFault, unreadable } from './listed-files.ts';
import { MOST_REVIEW_BYTES, parsedReview } from './review.ts';

export interface VerifiedReview {
  file: string;
  review: Review;
  /** whether the manifest is the one that was reviewed */
  current: boolean;
}

/**
 * Compares the reviews of a run with its manifest. Where the run was changed and reviewed again, the earlier reviews are
 * no faults.
 *
 * @param present the files in the run's folder
 * @returns `files`: those that are reviews, readable or not
 */
export async function verifiedReviews(
  present: ReadonlySet<string>,
  contentOf: (file: string) => AsyncIterable<Uint8Array> | undefined,
  { runId, reviewedHash }: { runId: string; reviewedHash: string },
): Promise<{ reviews: VerifiedReview[]; faults: FileFault[]; files: string[] }> {
  const numbers = reviewNumbers(present);
  const files = numbers.map(reviewFile);
  const reviews: VerifiedReview[] = [];
  const faults = missing(numbers);
  for (const file of files) {
    const read = await readWhole(contentOf(file)).then(parsedReview, unreadable);
    if ('fault' in read) faults.push({ file, ...read });
    else if (read.review.runId !== runId)
      faults.push({
        file,
        fault: 'changed',
        message: `belongs to another run, ${JSON.stringify(read.review.runId)}`,
      });
    else reviews.push({ file, review: read.review, current: read.review.manifestSha256 === reviewedHash });
  }
  const last = reviews.at(-1);
  if (last && !last.current) {
    const { reviewer, at, manifestSha256 } = last.review;
    const message = `was changed after the review by ${reviewer} at ${at}: ${last.file} has its sha256 as ${manifestSha256}, now it is ${reviewedHash}`;
    faults.push({ file: MANIFEST, fault: 'changed', message });
  }
  return { reviews, faults, files };
}

/** Reviews are numbered from 1, so one that was removed leaves its number. */
function missing(numbers: readonly number[]): FileFault[] {
  const known = new Set(numbers);
  const all = Array.from({ length: numbers.at(-1) ?? 0 }, (_, at) => at + 1);
  const gone = all.filter((number) => !known.has(number));
  const message = `is missing; there is a ${reviewFile(numbers.at(-1) ?? 0)}, which is written after it`;
  return gone.slice(0, 10).map((number) => ({ file: reviewFile(number), fault: 'missing', message }));
}

/** @throws Error where it is too large for a review */
async function readWhole(content: AsyncIterable<Uint8Array> = none()): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.length;
    if (bytes > MOST_REVIEW_BYTES) throw new Error(`it has more than ${MOST_REVIEW_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function* none(): AsyncGenerator<Uint8Array> {}
