import { type ReadReview, readReview } from '../archive/review.ts';
import type { Archive } from '../ports.ts';
import type { Review, ReviewFinding, RunReview } from '../run/review.ts';
import { isoDate } from '../time/days.ts';
import type { RecentRun } from './last-run.ts';

/** Of one run, the last ones. */
const MOST_READ = 10;

const NOTE_LENGTH = 200;

/** Who reviewed the runs before this one. A review that cannot be read is named, and no error. */
export async function recentReviews(recent: readonly RecentRun[], archive: Archive): Promise<RunReview[]> {
  return Promise.all(
    recent.map(async (run) => {
      const files = run.reviews.slice(-MOST_READ);
      return runReview(run, await Promise.all(files.map((file) => readReview(run.folder, file, archive))));
    }),
  );
}

/** @param read the run's reviews, oldest first */
export function runReview(
  { runId, day }: Omit<RecentRun, 'reviews'>,
  read: readonly ReadReview[],
): RunReview {
  const run = { runId, date: isoDate(day) };
  const reviews = read.flatMap((it) => ('review' in it && it.review.runId === runId ? [it.review] : []));
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
    ...(last.note !== undefined && { note: cut(last.note) }),
    ...(tickets.length > 0 && { tickets: [...new Set(tickets)] }),
    ...(findings.length > 0 && {
      findings: { falseAlarm: withResult('false-alarm'), followedUp: withResult('followed-up') },
    }),
  };
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

function cut(note: string): string {
  const characters = [...note.replace(/\s+/g, ' ')];
  return characters.length > NOTE_LENGTH
    ? `${characters.slice(0, NOTE_LENGTH - 1).join('')}…`
    : characters.join('');
}
