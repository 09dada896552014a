import { checksumOf } from '../archive/checksum.ts';
import { type RecordedRun, recordedRun } from '../archive/recorded-run.ts';
import { isSameMessage } from '../mail/mime.ts';
import type { Archive, Mailer } from '../ports.ts';
import type { MailRecord, Manifest } from '../run/manifest.ts';
import type { ResendInput, Run } from '../run/run.ts';
import { MESSAGE } from '../run/run-files.ts';
import { composeSummary, type SummaryDeps, type SummaryInput } from './compose-summary.ts';
import { deliver, outcomeOf } from './deliver.ts';

export type SendSummaryInput = SummaryInput | ResendInput;

export interface SendSummaryDeps extends SummaryDeps {
  /** absent on one machine, where nobody is sent a mail: the archived message is all */
  mailer?: Mailer | undefined;
}

/**
 * Archives the mail of a run and its manifest, and sends the mail: in this order, so that what was sent is in the archive
 * (see `deliver`). Called again for a run that has its manifest, it sends the archived message where that was not taken
 * before, or where a person asks for it, and else nothing.
 *
 * @throws MailError where the mail was not sent or may not have been; the manifest then says so
 */
export async function sendSummary(input: SendSummaryInput, deps: SendSummaryDeps): Promise<Manifest> {
  const recorded = await recordedRun(input.run, deps.archive);
  if (recorded) return sendAgain(recorded, input, deps);
  if ('resend' in input)
    throw new Error(`${deps.archive.locate(input.run.archive)} has no manifest: nothing to send`);
  const { content, mail, raw } = await composeSummary(input, deps);
  const message = await archiveMessage({ raw, run: input.run }, deps.archive);
  const record: MailRecord = {
    ...mail,
    file: MESSAGE,
    ...checksumOf(message),
    status: 'written',
    attempts: 0,
  };
  return deliver({ manifest: { ...content, mail: record }, message, run: input.run }, deps);
}

async function sendAgain(
  { manifest, content }: RecordedRun,
  input: SendSummaryInput,
  deps: SendSummaryDeps,
): Promise<Manifest> {
  const { status, attempts, sha256 } = manifest.mail;
  const asked = 'resend' in input && input.resend > attempts;
  if (status !== 'refused' && status !== 'deferred' && !asked) return outcomeOf(manifest);
  const { run } = input;
  const key = `${run.archive}/${MESSAGE}`;
  const message = await deps.archive.read(key);
  if (!message || checksumOf(message).sha256 !== sha256) {
    const fault = message ? 'is not the message that the manifest lists' : 'is gone';
    throw new Error(`${deps.archive.locate(key)} ${fault}: nothing was sent (npm run audit -- verify)`);
  }
  return deliver({ manifest, message, run, before: content }, deps);
}

/**
 * @returns the message that is archived: of two that are made at the same time, which differ in their date alone, the
 * first, for the manifest to list the one that is there
 */
async function archiveMessage(
  { raw, run }: { raw: Uint8Array; run: Run },
  archive: Archive,
): Promise<Uint8Array> {
  const key = `${run.archive}/${MESSAGE}`;
  if (await archive.exchange(key, undefined, raw, TYPE)) return raw;
  const archived = await archive.read(key);
  if (archived && isSameMessage(archived, raw)) return archived;
  // Of an attempt that broke off, over other results.
  await archive.write(key, [raw], TYPE);
  return raw;
}

const TYPE = 'message/rfc822';
