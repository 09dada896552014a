import { underLock } from '../adapters/local/lock.ts';
import { jsonText } from '../archive/json-text.ts';
import { collectFaults, fault, messageOf, RequestError } from '../errors.ts';
import { timesSince } from '../plan/scheduled-range.ts';
import type { Archive, Mailer } from '../ports.ts';
import type { MailRecord, Manifest } from '../run/manifest.ts';
import { notify } from '../steps/notify.ts';
import { sendRecorded } from '../steps/send-summary.ts';
import { milliseconds } from '../time/time.ts';
import {
  type ArchivedRun,
  archivedRuns,
  type EarlierMail,
  type UnsentMail,
  unsentMails,
} from './archived-runs.ts';
import { type DailyOptions, directoryOf, LOCK, REAL } from './daily-options.ts';
import { mailLines } from './mail-lines.ts';
import { planRuns } from './plan-run.ts';
import { type ScheduledRun, scheduledRuns } from './run-scheduled.ts';
import { type Io, oneLine } from './terminal.ts';

const MOST_RUNS = 31;

/** What a call did. */
export interface Daily {
  /** those that it made, oldest first */
  runs: Manifest[];
  /** of earlier runs whose mail was not sent, or may not have been: what is known of it now, oldest first */
  mails: EarlierMail[];
  /** how many runs are due after those made */
  remaining: number;
}

/**
 * Sends the mails that were not sent before, makes the scheduled runs that are due, sends their mails, and prints what came
 * of it.
 *
 * @returns whether all runs succeeded and no mail is unsent
 * @throws RequestError with every fault; nothing is started, written or sent then
 * @throws LockedError where another process does the same
 */
export async function printDaily(
  { json = false, quiet = false, most = MOST_RUNS, ...options }: DailyOptions,
  io: Io,
  { now, mailerOf, notifierOf } = REAL,
): Promise<boolean> {
  let due: string[] = [];
  const planned = await planRuns(options, now(), async ({ schedule, timezone }, out) => {
    const { archive } = directoryOf(out, options.out);
    if (most < 1) throw new RequestError([fault('most', most, 'is not a number of runs: give 1 or more')]);
    const last = (await archivedRuns(archive)).at(-1);
    if (last) refuseFuture(last, archive, now());
    due = timesSince(last?.window.to, { ...schedule, timezone, now: now() });
    return due.slice(0, most);
  });
  const faults: string[] = [];
  const mailer = await collectFaults(faults, () => mailerOf(planned.config));
  const notifier = await collectFaults(faults, () => notifierOf(planned.config));
  if (faults.length > 0) throw new RequestError(faults);
  const { directory, archive } = directoryOf(planned.out, options.out);
  const tell = (well: boolean, lines: readonly string[]) => {
    if (!json && !(quiet && well)) for (const line of lines) io.out(line);
  };
  return underLock(directory, LOCK, { now: now() }, async () => {
    const { unsent, unreadable } = await unsentMails(await archivedRuns(archive), archive, now());
    for (const problem of unreadable) io.error(`not known whether a mail was sent: ${oneLine(problem)}`);
    const done: Daily = { runs: [], mails: [], remaining: due.length };
    for (const mail of unsent) {
      const { run, recorded } = mail;
      const record = mailer ? await sentNow(mail, { archive, mailer, now }) : recorded.manifest.mail;
      done.mails.push({ runId: run.runId, ...record });
      tell(record.status === 'sent', [`mail of ${run.runId}:`, ...mailLines(run.runId, record, options)]);
    }
    try {
      for await (const made of scheduledRuns({ ...planned, mailer }, json || quiet)) {
        const { manifest, existed, line } = made;
        done.remaining -= 1;
        if (existed) continue;
        done.runs.push(manifest);
        tell(isWell(manifest), [line, ...mailLines(manifest.runId, manifest.mail, options)]);
        if (notifier) await post(made, { ...planned, archive, notifier, now }, io);
      }
    } catch (error) {
      const left = `${done.remaining} due runs were not made; the next call begins with the first of them`;
      io.error(`${left}, of ${due.at(-done.remaining)}`);
      throw error;
    }
    if (json) io.out(jsonText(done));
    else tell(true, restLines(done, due));
    return (
      unreadable.length === 0 &&
      done.mails.every(({ status }) => status === 'sent') &&
      done.runs.every(isWell)
    );
  });
}

/** What fails here costs nothing else. */
async function post(
  { manifest, plan }: ScheduledRun,
  deps: Parameters<typeof notify>[1],
  io: Pick<Io, 'error'>,
): Promise<void> {
  const posted = await notify({ manifest, planned: plan.reports, run: plan.run }, deps);
  if (posted?.status === 'failed')
    io.error(`warning: the message of ${manifest.runId} was not posted: ${oneLine(posted.reason ?? '')}`);
}

function restLines({ runs, mails, remaining }: Daily, due: readonly string[]): string[] {
  if (remaining > 0) return [`${remaining} more runs are due, the next of ${due.at(-remaining)}: call again`];
  return runs.length + mails.length > 0 ? [] : ['nothing is due'];
}

function isWell({ status, mail }: Manifest): boolean {
  const isMailed = mail.status === 'written' || (mail.status === 'sent' && mail.reason === undefined);
  return status === 'succeeded' && isMailed;
}

/** Else no run would be due until the clock comes to where it was. */
function refuseFuture({ runId, archive: folder, window }: ArchivedRun, archive: Archive, now: string): void {
  if (milliseconds(window.to) <= milliseconds(now)) return;
  const what = `the last run, ${runId}, ends at ${window.to}, and the clock of this machine says ${now}`;
  const right = `set the clock right; if the run was made while the clock was ahead, move ${archive.locate(folder)} away`;
  throw new RequestError([`out: ${what}: ${right}`]);
}

/** @returns what is known of the mail afterwards */
async function sentNow(
  { run, recorded }: UnsentMail,
  deps: { archive: Archive; mailer: Mailer; now(): string },
): Promise<MailRecord> {
  const { mail } = recorded.manifest;
  if (mail.status === 'uncertain') return mail;
  try {
    return (await sendRecorded(recorded, { run }, deps)).mail;
  } catch (error) {
    const { unsent } = await unsentMails([run], deps.archive, deps.now());
    return { ...(unsent[0]?.recorded.manifest.mail ?? mail), reason: messageOf(error) };
  }
}
