import { jsonText } from '../archive/json-text.ts';
import { reviewedHash, writeReview } from '../archive/review.ts';
import { RequestError } from '../errors.ts';
import { REVIEW_VERSION, type Review } from '../run/review.ts';
import { checkedFindings } from './check-findings.ts';
import { findRun } from './find-run.ts';
import { type ReviewOptions, reviewRequest } from './review-request.ts';
import { type Io, oneLine } from './terminal.ts';

/** Writes a review, and prints it. */
export async function printReview(
  { json = false, ...options }: ReviewOptions & { json?: boolean },
  io: Io,
): Promise<void> {
  const written = await reviewRun(options);
  io.out(json ? jsonText(written) : writtenText(written));
}

export interface WrittenReview {
  /** where a person finds it */
  location: string;
  review: Review;
}

/** @throws RequestError with every fault; nothing is written then */
export async function reviewRun(
  options: ReviewOptions,
  now = () => new Date().toISOString(),
): Promise<WrittenReview> {
  const faults: string[] = [];
  const { findings = [], ...request } = reviewRequest(options, faults);
  if (faults.length > 0) throw new RequestError(faults);
  const found = await findRun(options, now());
  const { manifest, content, archive, folder } = found;
  const checked = await checkedFindings(findings, found);
  const review: Review = {
    version: REVIEW_VERSION,
    runId: manifest.runId,
    at: now(),
    manifestSha256: reviewedHash(JSON.parse(Buffer.from(content).toString('utf8'))),
    ...request,
    ...(checked.length > 0 && { findings: checked }),
  };
  const file = await writeReview(review, folder, archive);
  return { location: archive.locate(`${folder}/${file}`), review };
}

function writtenText({ location, review }: WrittenReview): string {
  const { runId, reviewer, manifestSha256 } = review;
  return `reviewed by ${reviewer}: ${runId}\nwritten: ${oneLine(location)}\nmanifest: ${manifestSha256}`;
}
