import { Temporal } from 'temporal-polyfill';
import { windowInRunId } from '../plan/run-id.ts';
import type { RunOutcome } from '../run/manifest.ts';
import type { RunReview } from '../run/review.ts';
import { attempt, zoned } from '../time/time.ts';
import { capped } from './capped.ts';
import { printable } from './printable.ts';
import type { MailInput } from './summary.ts';
import type { Words } from './words/en.ts';

const TICKETS_SHOWN = 3;
/** the newest; what was said of the others is in their folders */
const REVIEWED_SHOWN = 2;

/** Which of the runs before this one are open, who reviewed the last ones, and the command; none where a team reviews none. */
export function reviewLines(
  { manifest, archiveLocation }: Pick<MailInput, 'manifest' | 'archiveLocation'>,
  words: Words,
): string[] {
  const { reviews = [], window } = manifest;
  if (reviews.length === 0) return [];
  const dated = reviews.map((review) => ({ review, date: dateOf(review, reviews, window, words) }));
  const open = dated.filter(({ review }) => review.status !== 'reviewed').map(({ date }) => date);
  const others = dated.filter(({ review }) => review.status !== 'open').slice(0, REVIEWED_SHOWN);
  const place = shellWord(printable(archiveLocation, 1000));
  return [
    words.reviews.open(open.length, reviews.length, words.list(open)),
    ...others.map(({ review, date }) => `${date}: ${textOf(review, window, words)}`),
    `${words.reviews.command} cloudtrail-audit review ${place} --by "${words.reviews.yourName}"`,
  ];
}

/** With the hour where several runs begin on the day. */
function dateOf(
  { runId, date }: RunReview,
  all: readonly RunReview[],
  { timezone }: RunOutcome['window'],
  words: Words,
): string {
  const isOnly = all.filter((other) => other.date === date).length === 1;
  const begin = isOnly ? undefined : windowInRunId(runId)?.from;
  if (begin) return localMoment(begin, timezone, words);
  return attempt(() => words.date(Temporal.PlainDate.from(date))) ?? printable(date);
}

function textOf({ status, ...review }: RunReview, { timezone }: RunOutcome['window'], words: Words): string {
  const { reviewer = '', at = '', note, tickets = [], findings } = review;
  if (status === 'changed')
    return words.reviews.changed(printable(reviewer), localMoment(at, timezone, words));
  if (status !== 'reviewed') return words.reviews.unreadable;
  // The mail has no links.
  const shown = tickets.map((ticket) => printable(ticket.replace(/^https?:\/\//i, ''), 80));
  return words.list([
    words.reviews.reviewed(printable(reviewer), localMoment(at, timezone, words)),
    ...(findings?.falseAlarm ? [words.reviews.falseAlarms(findings.falseAlarm)] : []),
    ...(findings?.followedUp ? [words.reviews.followedUp(findings.followedUp)] : []),
    ...capped(shown, TICKETS_SHOWN, words.moreInManifest),
    ...(note === undefined ? [] : [words.reviews.note(printable(note, 200))]),
  ]);
}

/** To the minute. */
function localMoment(instant: string, timezone: string, words: Words): string {
  const local = attempt(() =>
    zoned(instant, timezone).toPlainDateTime().round({ smallestUnit: 'minute', roundingMode: 'floor' }),
  );
  return local ? words.moment(local) : printable(instant);
}

/** As a shell takes it for one word. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./~\\-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
