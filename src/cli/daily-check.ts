import { lockHolder } from '../adapters/local/lock.ts';
import { jsonText } from '../archive/json-text.ts';
import { recordedRun } from '../archive/recorded-run.ts';
import { messageOf, RequestError } from '../errors.ts';
import { printable } from '../mail/printable.ts';
import { timesSince } from '../plan/scheduled-range.ts';
import type { ArchiveReader } from '../ports.ts';
import type { Manifest } from '../run/manifest.ts';
import type { RecordedWarning } from '../run/warning.ts';
import { hoursBetween } from '../time/time.ts';
import { type CompleteRun, completeScheduledRuns, type EarlierMail, unsentMails } from './complete-runs.ts';
import { configFileFaults, readProject } from './config-file.ts';
import { aloneFaults, type DailyOptions, directoryOf, LOCK, REAL } from './daily-options.ts';
import { mailLines } from './mail-lines.ts';
import { storedPlace } from './stored-place.ts';
import { type Io, warningLine } from './terminal.ts';

/** For a run to be made: longer than that after its scheduled time it is overdue. */
const GRACE_HOURS = 2;

const MOST_WARNINGS = 10;

/** What a monitor wants to know. */
interface Checked {
  /** whether nothing asks for a person */
  well: boolean;
  /** the last complete scheduled run; absent: none */
  last?: Pick<Manifest, 'runId' | 'window' | 'status'> & {
    /** since the end of its window */
    hours: number;
    warnings: RecordedWarning[];
  };
  /** scheduled times of more than two hours ago whose runs are not complete, oldest first */
  overdue: string[];
  /** those that were not sent, or may not have been */
  mails: EarlierMail[];
  /** manifests that cannot be read, and why */
  unreadable: string[];
  /** the call that is under way */
  working?: { pid: number; host: string; since: string };
}

/**
 * Says how old the last run is, what is overdue and which mails are unsent. Starts and writes nothing.
 *
 * @returns whether nothing asks for a person
 * @throws RequestError where it cannot be said
 */
export async function printCheck(
  { json = false, quiet = false, ...options }: DailyOptions,
  io: Io,
  { now } = REAL,
): Promise<boolean> {
  const checked = await check(options, now());
  if (json) io.out(jsonText(checked));
  else if (!quiet || !checked.well) for (const line of linesOf(checked, options)) io.out(line);
  return checked.well;
}

async function check(options: DailyOptions, now: string): Promise<Checked> {
  const { out, config: file } = options;
  const faults = aloneFaults(options, 'check');
  if (out === undefined) faults.push('out: missing, give the archive');
  const { config, catalogue } = await readProject(file, faults);
  if (config) faults.push(...configFileFaults(config, catalogue, now));
  if (faults.length > 0 || !config || out === undefined) throw new RequestError(faults);
  const directory = directoryOf(out);
  const archive = await storedPlace('out', directory, undefined);
  const runs = await completeScheduledRuns(archive);
  const newest = runs.at(-1);
  const { schedule, timezone } = config;
  const times = timesSince(newest?.window.to, { ...schedule, timezone, now });
  const overdue = times.filter((time) => hoursBetween(time, now) >= GRACE_HOURS);
  const { unsent, unreadable } = await unsentMails(runs, archive, now);
  const mails = unsent.map(({ run, recorded }) => ({ runId: run.runId, ...recorded.manifest.mail }));
  const last = newest && (await lastOf(newest, archive, now, unreadable));
  const working = await lockHolder(directory, LOCK);
  const isRecent = last?.status === 'succeeded' && last.hours >= 0 && overdue.length === 0;
  return {
    well: isRecent && mails.length === 0 && unreadable.length === 0,
    ...(last && { last }),
    overdue,
    mails,
    unreadable,
    ...(working && { working }),
  };
}

async function lastOf(
  run: CompleteRun,
  archive: ArchiveReader,
  now: string,
  unreadable: string[],
): Promise<Checked['last']> {
  try {
    const recorded = await recordedRun(run, archive);
    if (!recorded) return undefined;
    const { runId, window, status, warnings } = recorded.manifest;
    return { runId, window, status, hours: Math.floor(hoursBetween(window.to, now)), warnings };
  } catch (error) {
    const problem = messageOf(error);
    if (!unreadable.includes(problem)) unreadable.push(problem);
    return undefined;
  }
}

function linesOf(
  { well, last, overdue, mails, unreadable, working }: Checked,
  options: DailyOptions,
): string[] {
  const { warnings = [] } = last ?? {};
  return [
    well ? 'well' : 'NOT WELL',
    last ? lastLine(last) : 'last run: none that is complete can be read',
    ...(overdue.length > 0
      ? [`overdue: ${overdue.length} runs, the first of ${overdue[0]}; daily makes them`]
      : []),
    ...mails.flatMap((mail) => [`mail of ${mail.runId}:`, ...mailLines(mail.runId, mail, options)]),
    ...unreadable.map((problem) => printable(problem, 500)),
    ...warnings.slice(0, MOST_WARNINGS).map(warningLine),
    ...(warnings.length > MOST_WARNINGS ? [`and ${warnings.length - MOST_WARNINGS} more warnings`] : []),
    ...(working ? [`under way: process ${working.pid} on ${working.host}, since ${working.since}`] : []),
  ];
}

function lastLine({ runId, window, status, hours }: NonNullable<Checked['last']>): string {
  const age = hours < 0 ? 'IN THE FUTURE: the clock was ahead, or is behind' : `${hours} hours ago`;
  return `last run: ${runId}: ${status}; its window ended at ${window.to}, ${age}`;
}
