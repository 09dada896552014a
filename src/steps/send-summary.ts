import { checksumOf } from '../archive/checksum.ts';
import { type RecordedRun, recordedRun } from '../archive/recorded-run.ts';
import { resendRefusal, withResend } from '../archive/resends.ts';
import { MailError } from '../errors.ts';
import type { Archive, Mailer } from '../ports.ts';
import type { Manifest } from '../run/manifest.ts';
import type { RunFile } from '../run/result.ts';
import type { ResendInput, Run } from '../run/run.ts';
import { messageFileOf } from '../run/run-files.ts';
import { composeSummary, type SummaryDeps, type SummaryInput } from './compose-summary.ts';
import { type DeliveryDeps, deliver, outcomeOf } from './deliver.ts';
import type { ToldRun } from './message.ts';
import { runRenderings } from './renderings.ts';

export type SendSummaryInput = SummaryInput | ResendInput;

export interface SendSummaryDeps extends SummaryDeps {
  /** absent on one machine, where the message is archived but not sent */
  mailer?: Mailer | undefined;
}

/**
 * Archives the mail of a run, then its manifest, then sends the mail (see `deliver`): what was sent is in the archive.
 * Called again for a run that has its manifest, it sends the archived message where SES did not take it before or a person
 * asks for it, and otherwise nothing.
 *
 * @throws MailError where the mail was not sent or may not have been; the manifest then says so
 */
export async function sendSummary(input: SendSummaryInput, deps: SendSummaryDeps): Promise<Manifest> {
  const recorded = await recordedRun(input.run, deps.archive);
  if (recorded) return sendRecorded(recorded, input, deps);
  if ('resend' in input)
    throw new Error(`${deps.archive.locate(input.run.archive)} has no manifest: nothing to send`);
  const { content, told } = await composeSummary(input, deps);
  const written = await archiveRenderings(told, input.run, deps.archive);
  const message = written.find(({ file }) => file.role === 'message');
  if (!message) throw new Error('no file of a run is its message');
  const { from, to } = told.mail;
  const { subject } = told.summary(new Set());
  const manifest: Manifest = {
    ...content,
    files: [...content.files, ...written.map(({ file }) => file)],
    mail: { subject, from, to, status: 'written', attempts: 0 },
  };
  return deliver({ manifest, message: message.content, run: input.run }, deps);
}

/**
 * Sends the archived message of a run where it was not taken before, or a person asks for it.
 *
 * @param input `resend`: which attempt a person asks for
 * @throws MailError where the mail was not sent or may not have been; the manifest then says so
 */
export async function sendRecorded(
  { manifest, content }: RecordedRun,
  input: { run: Pick<Run, 'runId' | 'archive'>; resend?: number },
  deps: DeliveryDeps,
): Promise<Manifest> {
  const { status, attempts } = manifest.mail;
  const asked = input.resend !== undefined && input.resend > attempts;
  if (status !== 'refused' && status !== 'deferred' && !asked) return outcomeOf(manifest);
  const { run } = input;
  const now = deps.now();
  const tooOften = asked && resendRefusal(manifest.mail, now);
  if (tooOften) throw new MailError('MailRefusedError', `the run ${run.runId} ${tooOften}`);
  const { file, sha256 } = messageFileOf(manifest);
  const key = `${run.archive}/${file}`;
  const message = await deps.archive.read(key);
  if (!message || checksumOf(message).sha256 !== sha256) {
    const fault = message ? 'is not the message that the manifest lists' : 'is missing';
    throw new Error(`${deps.archive.locate(key)} ${fault}: nothing was sent (cloudtrail-audit verify)`);
  }
  const mail = asked ? withResend(manifest.mail, now) : manifest.mail;
  return deliver({ manifest: { ...manifest, mail }, message, run, before: content }, deps);
}

async function archiveRenderings(told: ToldRun, run: Run, archive: Archive) {
  const written: { file: RunFile; content: Uint8Array }[] = [];
  for (const { write, ...rendering } of runRenderings) {
    const key = `${run.archive}/${rendering.file}`;
    const made = await write(told);
    if (!made) continue;
    const content = await archiveOnce(key, made, rendering.contentType, archive);
    written.push({ file: { ...rendering, ...checksumOf(content) }, content });
  }
  return written;
}

/** @returns what is archived. Two that are made at the same time differ only in the message's date: the first stays */
async function archiveOnce(
  key: string,
  content: Uint8Array,
  contentType: string,
  archive: Archive,
): Promise<Uint8Array> {
  if (await archive.exchange(key, undefined, content, contentType)) return content;
  const archived = await archive.read(key);
  if (archived && isSameMessage(archived, content)) return archived;
  // It is of an attempt that broke off, with other results.
  await archive.write(key, [content], contentType);
  return content;
}

/** Whether two messages differ at most in their date. */
function isSameMessage(one: Uint8Array, other: Uint8Array): boolean {
  return undated(one) === undated(other);
}

function undated(message: Uint8Array): string {
  const text = Buffer.from(message).toString('latin1');
  return text.replace(/^Date: .*\r\n/m, '');
}
