import { underLock } from '../adapters/local/lock.ts';
import { jsonText } from '../archive/json-text.ts';
import { manifestContent, recordedRun } from '../archive/recorded-run.ts';
import { fault, MailError, RequestError } from '../errors.ts';
import type { MailRecord } from '../run/manifest.ts';
import type { Run } from '../run/run.ts';
import { MANIFEST } from '../run/run-files.ts';
import { sendRecorded } from '../steps/send-summary.ts';
import { readConfig } from './config-file.ts';
import { aloneFaults, type DailyOptions, directoryOf, LOCK, REAL } from './daily-options.ts';
import { type FoundRun, findRun, runNameFaults } from './find-run.ts';
import { mailLines } from './mail-lines.ts';
import type { Io } from './terminal.ts';

/**
 * Does what a person has decided about the mail of a run: sends it again, or records that it arrived.
 *
 * @returns whether it is sent
 * @throws RequestError with every fault; nothing is sent or written then
 */
export async function settleMail(
  { json = false, quiet = false, ...options }: DailyOptions,
  io: Io,
  { now, mailerOf } = REAL,
): Promise<boolean> {
  const { resend, arrived, out, config } = options;
  const asked = resend === undefined ? 'arrived' : 'resend';
  const name = { run: resend ?? arrived, out };
  const faults = [
    ...aloneFaults(options, asked),
    ...(out === undefined
      ? ['out: missing, give the archive']
      : runNameFaults(name).map((text) => text.replace(/^run:/, `${asked}:`))),
  ];
  if (faults.length > 0 || out === undefined) throw new RequestError(faults);
  const directory = directoryOf(out);
  const mailer = resend === undefined ? undefined : await mailerOf(await readConfig(config));
  if (resend !== undefined && !mailer)
    throw new RequestError(['resend: the configuration does not say how mails are sent (docs/daily.md)']);
  return underLock(directory, LOCK, { now: now() }, async () => {
    const found = await findRun(name, now());
    const run = { runId: found.manifest.runId, archive: found.folder };
    const mail = mailer
      ? await sentAgain(found, run, { archive: found.archive, mailer, now })
      : await recordArrival(found, now());
    const well = mail.status === 'sent';
    const lines = mailer ? mailLines(run.runId, mail, options) : ['  mail: recorded as arrived'];
    if (json) io.out(jsonText(mail));
    else if (!(quiet && well)) for (const line of [run.runId, ...lines]) io.out(line);
    return well;
  });
}

/** @returns what is recorded of it, also where it was not sent */
async function sentAgain(
  { manifest, content }: FoundRun,
  run: Pick<Run, 'runId' | 'archive'>,
  deps: Parameters<typeof sendRecorded>[2],
): Promise<MailRecord> {
  const resend = manifest.mail.attempts + 1;
  try {
    return (await sendRecorded({ manifest, content }, { run, resend }, deps)).mail;
  } catch (error) {
    const recorded = error instanceof MailError && (await recordedRun(run, deps.archive));
    if (!recorded) throw error;
    return { ...recorded.manifest.mail, reason: error.message };
  }
}

/** @throws RequestError where it is known whether the mail was sent */
async function recordArrival(
  { manifest, content, archive, folder }: FoundRun,
  now: string,
): Promise<MailRecord> {
  const { reason: _, ...mail } = manifest.mail;
  if (mail.status !== 'uncertain')
    throw new RequestError([
      fault('arrived', manifest.runId, `has a mail that is ${mail.status}: nothing to record`),
    ]);
  const record: MailRecord = { ...mail, status: 'sent', reason: `recorded by hand at ${now}: it arrived` };
  const key = `${folder}/${MANIFEST}`;
  const changed = manifestContent({ ...manifest, mail: record });
  if (await archive.exchange(key, content, changed, 'application/json')) return record;
  throw new RequestError([`arrived: ${archive.locate(key)} was changed a moment ago; try again`]);
}
