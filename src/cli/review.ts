import { jsonIn, jsonText } from '../archive/json-text.ts';
import { REVIEW_LIMITS, reviewedHash, writeReview } from '../archive/review.ts';
import { fault, faultUnless, RequestError } from '../errors.ts';
import { printable } from '../mail/printable.ts';
import { FINDING_RESULTS, REVIEW_VERSION, type Review, type ReviewFinding } from '../run/review.ts';
import { checkedFindings } from './check-findings.ts';
import { findRun, type RunName, runNameFaults } from './find-run.ts';
import { type Io, oneLine, severalLines } from './terminal.ts';

/** What `review` is asked for, as it was typed. */
export interface ReviewOptions extends RunName {
  by?: string;
  note?: string;
  ticket?: string[];
  finding?: string[];
}

/** Writes a review, and prints it. */
export async function printReview(
  { json = false, ...options }: ReviewOptions & { json?: boolean },
  io: Io,
): Promise<void> {
  const written = await reviewRun(options);
  io.out(json ? jsonText(written) : writtenText(written));
}

interface WrittenReview {
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
    manifestSha256: reviewedHash(jsonIn(content)),
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

/** What a person says in a review. */
type ReviewRequest = Pick<Review, 'reviewer' | 'note' | 'tickets' | 'findings'>;

/**
 * Reads a review as it was typed.
 *
 * @param faults get everything that is wrong with it
 */
function reviewRequest(options: ReviewOptions, faults: string[]): ReviewRequest {
  const { by, note, ticket = [], finding = [] } = options;
  const { tickets, findings, ...limits } = REVIEW_LIMITS;
  faults.push(...runNameFaults(options));
  if (by === undefined) faults.push('by: missing, give the name of the reviewer');
  else faults.push(...nameFaults(by));
  if (note !== undefined) faults.push(...textFaults('note', note, limits.note));
  for (const text of ticket) faults.push(...textFaults('ticket', text, limits.ticket));
  if (ticket.length > tickets)
    faults.push(`ticket: ${ticket.length} are given, at most ${tickets} are allowed`);
  if (finding.length > findings)
    faults.push(`finding: ${finding.length} are given, at most ${findings} are allowed`);
  const read = finding.flatMap((text) => readFinding(text, faults));
  for (const { control, eventId } of repeated(read))
    faults.push(`finding: ${control}:${eventId} is given more than once`);
  return {
    reviewer: by?.trim() ?? '',
    ...(note !== undefined && { note: note.trim() }),
    ...(ticket.length > 0 && { tickets: ticket.map((text) => text.trim()) }),
    ...(read.length > 0 && { findings: read }),
  };
}

function nameFaults(by: string): string[] {
  const name = by.trim();
  if (name === '') return ['by: empty, give the name of the reviewer'];
  const long = tooLong('by', name, REVIEW_LIMITS.reviewer);
  if (long.length > 0) return long;
  const problem = 'has characters that hide, reorder or imitate text; give a name as it is read';
  return faultUnless(printable(name, Number.POSITIVE_INFINITY) === name, 'by', by, problem);
}

function textFaults(option: string, text: string, most: number): string[] {
  if (text.trim() === '') return [`${option}: empty; give a text or leave --${option} out`];
  const problem = 'has control characters or characters that hide or reorder text; remove them';
  return [
    ...tooLong(option, text.trim(), most),
    ...faultUnless(severalLines(text) === text, option, text, problem),
  ];
}

function tooLong(option: string, text: string, most: number): string[] {
  const { length } = [...text];
  return faultUnless(length <= most, option, text, `has ${length} characters, at most ${most} are allowed`);
}

const FINDING =
  /^(?<control>[\w.-]{1,200}):(?<eventId>[\w-]{1,200})=(?<result>[a-z-]+)(?:,(?<ticket>[^,]*)(?:,(?<note>.*))?)?$/s;

/** `CONTROL:EVENTID=RESULT[,TICKET[,NOTE]]` */
function readFinding(text: string, faults: string[]): ReviewFinding[] {
  const { control = '', eventId = '', ...rest } = FINDING.exec(text)?.groups ?? {};
  const result = FINDING_RESULTS.find((it) => it === rest.result);
  if (!result) {
    const problem = `is not of the form CONTROL:EVENTID=RESULT[,TICKET[,NOTE]], RESULT being ${FINDING_RESULTS.join(' or ')}`;
    faults.push(fault('finding', text, problem));
    return [];
  }
  const [ticket, note] = [rest.ticket?.trim(), rest.note?.trim()];
  if (ticket) faults.push(...textFaults('finding', ticket, REVIEW_LIMITS.ticket));
  if (note) faults.push(...textFaults('finding', note, REVIEW_LIMITS.note));
  return [{ control, eventId, result, ...(ticket && { ticket }), ...(note && { note }) }];
}

function repeated(findings: readonly ReviewFinding[]): ReviewFinding[] {
  const nameOf = ({ control, eventId }: ReviewFinding) => `${control}:${eventId}`;
  return findings.filter((finding, at) => findings.findIndex((it) => nameOf(it) === nameOf(finding)) < at);
}
