import { jsonIn } from '../archive/json-text.ts';
import { type ReadReview, readReviews, reviewedHash } from '../archive/review.ts';
import { shortened } from '../errors.ts';
import type { Archive } from '../ports.ts';
import type { Review, ReviewFinding, RunReview } from '../run/review.ts';
import { isoDate } from '../time/days.ts';
import { type ArchivedRun, manifestKey } from './archived-runs.ts';

/** Of one run, the last ones. */
const MOST_READ = 10;

const NOTE_LENGTH = 200;

/** Who reviewed the runs before this one. A review that cannot be read is named, and no error. */
export async function recentReviews(recent: readonly ArchivedRun[], archive: Archive): Promise<RunReview[]> {
  return Promise.all(
    recent.map(async (run) => {
      const read = await readReviews(run.folder, run.files, archive, MOST_READ);
      const review = runReview(run, read);
      if (review.status !== 'reviewed') return review;
      const { manifestSha256 } = ofRun(run, read).at(-1) ?? {};
      const isCurrent = manifestSha256 === (await manifestHash(run, archive));
      return isCurrent ? review : { ...review, status: 'changed' };
    }),
  );
}

/** @returns undefined where it cannot be read, as it could when it was reviewed */
async function manifestHash(run: ArchivedRun, archive: Archive): Promise<string | undefined> {
  try {
    const content = await archive.read(manifestKey(run));
    return content && reviewedHash(jsonIn(content));
  } catch {
    return undefined;
  }
}

/** @param read the run's reviews, oldest first */
export function runReview(
  { runId, day }: Pick<ArchivedRun, 'runId' | 'day'>,
  read: readonly ReadReview[],
): RunReview {
  const run = { runId, date: isoDate(day) };
  const reviews = ofRun(run, read);
  const last = reviews.at(-1);
  if (!last) return { ...run, status: read.length > 0 ? 'unreadable' : 'open' };
  const findings = lastFindings(reviews);
  const tickets = reviews.flatMap((review) => [
    ...(review.tickets ?? []),
    ...(review.findings ?? []).flatMap(({ ticket }) => ticket ?? []),
  ]);
  const withResult = (wanted: ReviewFinding['result']) =>
    findings.filter(({ result }) => result === wanted).length;
  return {
    ...run,
    status: 'reviewed',
    reviewer: last.reviewer,
    at: last.at,
    ...(last.note !== undefined && { note: shortened(last.note.replace(/\s+/g, ' '), NOTE_LENGTH) }),
    ...(tickets.length > 0 && { tickets: [...new Set(tickets)] }),
    ...(findings.length > 0 && {
      findings: { falseAlarm: withResult('false-alarm'), followedUp: withResult('followed-up') },
    }),
  };
}

function ofRun({ runId }: Pick<RunReview, 'runId'>, read: readonly ReadReview[]): Review[] {
  return read.flatMap((it) => ('review' in it && it.review.runId === runId ? [it.review] : []));
}

/**
 * The findings of a run: a later review may say something else of an event.
 *
 * @param reviews oldest first
 */
export function lastFindings(reviews: readonly Pick<Review, 'findings'>[]): ReviewFinding[] {
  const findings = reviews.flatMap((review) => review.findings ?? []);
  return [...new Map(findings.map((it) => [`${it.control}:${it.eventId}`, it])).values()];
}
