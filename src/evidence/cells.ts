/** What the forms of the index say of an entry. Every text is safe to show (`visible`). */
import { lastFindings } from '../judge/recent-reviews.ts';
import { visible } from '../mail/printable.ts';
import type { ReviewFinding } from '../run/review.ts';
import type { EvidenceEntry, RunEntry } from './evidence.ts';
import { isReviewed } from './totals.ts';
import type { EvidenceWords } from './words.ts';

const FAULTS_SHOWN = 10;

export interface ReviewCells {
  reviewed: string;
  reviewer: string;
  reviewedAt: string;
  tickets: string;
  falseAlarms: number | undefined;
  followedUp: number | undefined;
  /** as `audit review` takes them */
  findings: string[];
  notes: string;
}

/** Several reviews are parted by semicolons, the oldest first. */
export function reviewCells(run: RunEntry, words: EvidenceWords): ReviewCells {
  const { tickets = [], findings } = run.review;
  const reviews = run.reviews.map(({ review, current }) => ({ ...review, current }));
  const nameOf = ({ reviewer, current }: (typeof reviews)[number]) =>
    current ? reviewer : words.earlier(reviewer);
  return {
    reviewed: words.reviewed(isReviewed(run)),
    reviewer: joined(reviews.map(nameOf)),
    reviewedAt: joined(reviews.map(({ at }) => at)),
    tickets: joined(tickets),
    falseAlarms: findings?.falseAlarm,
    followedUp: findings?.followedUp,
    findings: lastFindings(reviews).map(findingText),
    notes: joined(reviews.flatMap(({ note }) => note ?? [])),
  };
}

function findingText({ control, eventId, result, ticket, note }: ReviewFinding): string {
  const said = [result, ...(ticket || note ? [ticket ?? ''] : []), ...(note ? [note] : [])];
  return joined([`${control}:${eventId}=${said.join(',')}`]);
}

/** `manifest.json changed: was changed after …` */
export function faultsOf({ faults }: RunEntry): string {
  const shown = faults
    .slice(0, FAULTS_SHOWN)
    .map(({ file, fault, message }) => `${file} ${fault}: ${message}`);
  return joined([...shown, ...(faults.length > FAULTS_SHOWN ? ['…'] : [])]);
}

export function statusOf(entry: EvidenceEntry, words: EvidenceWords): string {
  return entry.kind === 'gap' ? words.kind.gap : words.status[entry.status];
}

function joined(texts: readonly string[]): string {
  return texts.map((text) => visible(text.replace(/\s+/g, ' '))).join('; ');
}
