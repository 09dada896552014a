/** Reviews of a run: files that people add beside its manifest. */
import { createHash } from 'node:crypto';
import { messageOf, RequestError, shown } from '../errors.ts';
import type { Archive } from '../ports.ts';
import type { MailRecord } from '../run/manifest.ts';
import {
  FINDING_RESULTS,
  REVIEW_VERSION,
  type Review,
  type ReviewFinding,
  reviewFile,
  reviewNumbers,
} from '../run/review.ts';
import { instantOf } from '../time/time.ts';
import { jsonIn, jsonText } from './json-text.ts';

/** Of a review's file: anyone who may add one makes later runs read it. */
export const MOST_REVIEW_BYTES = 1_000_000;

/** Of one run. */
const MOST_REVIEWS = 1000;

/** In characters. */
export const REVIEW_LIMITS = { reviewer: 100, note: 2000, ticket: 200, tickets: 20, findings: 500 };

/** A review as it is read: what is wrong with it stands in its place. */
export type ReadReview = { file: string } & ({ review: Review } | ReviewFault);

interface ReviewFault {
  /** `not-complete`: it was cut or edited */
  fault: 'unreadable' | 'not-complete';
  message: string;
}

type Check = (value: unknown) => boolean;

// By hand: a schema's library would be in the function that sends the mail for this alone. A string's length is up to
// twice its characters.
const text =
  (characters: number): Check =>
  (value) =>
    typeof value === 'string' && value !== '' && value.length <= 2 * characters;
const matching =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const list =
  (most: number, check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= most && value.every(check);

const FINDING: Record<keyof ReviewFinding, Check> = {
  control: text(200),
  eventId: text(200),
  result: (value) => FINDING_RESULTS.some((result) => result === value),
  ticket: optional(text(REVIEW_LIMITS.ticket)),
  note: optional(text(REVIEW_LIMITS.note)),
};

const REVIEW: Record<keyof Review, Check> = {
  version: (value) => value === REVIEW_VERSION,
  runId: text(100),
  reviewer: text(REVIEW_LIMITS.reviewer),
  at: (value) => typeof value === 'string' && instantOf(value) !== undefined,
  manifestSha256: matching(/^[0-9a-f]{64}$/),
  note: optional(text(REVIEW_LIMITS.note)),
  tickets: optional(list(REVIEW_LIMITS.tickets, text(REVIEW_LIMITS.ticket))),
  findings: optional(list(REVIEW_LIMITS.findings, (finding) => wrongFields(finding, FINDING).length === 0)),
};

function wrongFields(value: unknown, checks: Readonly<Record<string, Check>>): string[] {
  const fields = Object(value) as Record<string, unknown>;
  return Object.entries(checks).flatMap(([name, check]) => (check(fields[name]) ? [] : [name]));
}

/**
 * Writes a review under the first number that is free: of several at the same time each gets its own.
 *
 * @param folder of the run: `runs/2026/11/21/RUN-ID`
 * @returns the name of its file
 * @throws RequestError where it is longer than one that is read
 */
export async function writeReview(review: Review, folder: string, archive: Archive): Promise<string> {
  const content = Buffer.from(`${jsonText(review)}\n`);
  const { length } = content;
  if (length > MOST_REVIEW_BYTES)
    throw new RequestError([
      `review: has ${length} bytes, at most ${MOST_REVIEW_BYTES} are allowed; give fewer findings or shorter notes`,
    ]);
  for (let number = 1; number <= MOST_REVIEWS; number += 1) {
    const file = reviewFile(number);
    if (await archive.exchange(`${folder}/${file}`, undefined, content, 'application/json')) return file;
  }
  throw new Error(`${archive.locate(folder)} has ${MOST_REVIEWS} reviews; it takes no more`);
}

/**
 * Reads the reviews of a run, oldest first.
 *
 * @param names of the files in its folder
 * @param most how many are read: the last ones
 */
export function readReviews(
  folder: string,
  names: readonly string[],
  archive: Pick<Archive, 'read'>,
  most = MOST_REVIEWS,
): Promise<ReadReview[]> {
  const numbers = reviewNumbers(names).slice(-most);
  return Promise.all(numbers.map((number) => readReview(folder, reviewFile(number), archive)));
}

/** Reads a review; one that cannot be read is a fault, not an error. */
export async function readReview(
  folder: string,
  file: string,
  archive: Pick<Archive, 'read'>,
): Promise<ReadReview> {
  try {
    const content = await archive.read(`${folder}/${file}`, MOST_REVIEW_BYTES);
    return { file, ...(content ? parsedReview(content) : unreadable('does not exist')) };
  } catch (error) {
    return { file, ...unreadable(messageOf(error)) };
  }
}

export function parsedReview(content: Uint8Array): { review: Review } | ReviewFault {
  let written: unknown;
  try {
    written = jsonIn(content);
  } catch {
    return { fault: 'not-complete', message: 'is not JSON: it was cut or edited' };
  }
  const { version } = Object(written) as { version?: unknown };
  if (typeof version === 'number' && version > REVIEW_VERSION)
    return unreadable(`it was written by a newer version (${shown(version)}); update to read it`);
  const wrong = wrongFields(written, REVIEW);
  if (wrong.length === 0) return { review: written as Review };
  return { fault: 'not-complete', message: `is not a whole review: see ${wrong.join(', ')}` };
}

function unreadable(message: string): ReviewFault {
  return { fault: 'unreadable', message: `cannot be read: ${message}` };
}

/** What sending the mail again changes in a manifest, and nothing else of the run. */
const DELIVERY = [
  'status',
  'attempts',
  'resends',
  'sentAt',
  'messageId',
  'reason',
] as const satisfies readonly (keyof MailRecord)[];

/**
 * The sha256 of a manifest as it is reviewed: without what became of its mail, as JSON without spaces whose keys are
 * sorted, and a line end: `jq -cS 'del(.mail["status","attempts","resends","sentAt","messageId","reason"])'`.
 *
 * @param manifest as it is archived, of any version
 */
export function reviewedHash(manifest: unknown): string {
  const { mail, ...run } = Object(manifest) as Record<string, unknown>;
  const kept = Object.entries(Object(mail)).filter(([key]) => !DELIVERY.some((name) => name === key));
  const reviewed = mail === undefined ? run : { ...run, mail: Object.fromEntries(kept) };
  return createHash('sha256')
    .update(`${sortedJson(reviewed)}\n`)
    .digest('hex');
}

function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${sortedJson(inner)}`).join()}}`;
}
