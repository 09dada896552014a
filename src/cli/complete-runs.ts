import { basename, dirname } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { type RecordedRun, recordedRun } from '../archive/recorded-run.ts';
import { RUN_ID } from '../archive/verify.ts';
import { messageOf } from '../errors.ts';
import { windowInRunId } from '../plan/run-id.ts';
import type { ArchiveReader } from '../ports.ts';
import type { MailRecord } from '../run/manifest.ts';
import type { Run, Window } from '../run/run.ts';
import { MANIFEST } from '../run/run-files.ts';
import { instantText } from '../time/window.ts';

export interface CompleteRun extends Pick<Run, 'runId' | 'archive'> {
  window: Pick<Window, 'from' | 'to'>;
}

/** The complete scheduled runs of an archive, by the ends of their windows: the last one last. */
export async function completeScheduledRuns(archive: ArchiveReader): Promise<CompleteRun[]> {
  const runs: CompleteRun[] = [];
  for (const key of await archive.list('runs/')) {
    const folder = dirname(key);
    const runId = basename(folder);
    const window = basename(key) === MANIFEST && RUN_ID.test(runId) ? windowInRunId(runId) : undefined;
    if (window) runs.push({ runId, archive: folder, window });
  }
  return runs.sort((a, b) => (a.window.to < b.window.to ? -1 : 1));
}

/** Older mails are not news any more; each call and each look of a monitor has named them until then. */
const UNSENT_DAYS = 92;

/** What is known of the mail of a run. */
export interface EarlierMail extends MailRecord {
  runId: string;
}

export interface UnsentMail {
  run: CompleteRun;
  recorded: RecordedRun;
}

/**
 * The mails of the last 92 days that were to be sent on one machine and, as far as is known, were not: `refused`, `deferred`
 * and `uncertain` ones. A mail that is `written` was made to be archived only.
 */
export async function unsentMails(runs: readonly CompleteRun[], archive: ArchiveReader, now: string) {
  const first = instantText(Temporal.Instant.from(now).subtract({ hours: 24 * UNSENT_DAYS }));
  const unsent: UnsentMail[] = [];
  const unreadable: string[] = [];
  for (const run of runs.filter(({ window }) => window.to >= first)) {
    try {
      const recorded = await recordedRun(run, archive);
      if (recorded && isUnsent(recorded)) unsent.push({ run, recorded });
    } catch (error) {
      unreadable.push(messageOf(error));
    }
  }
  return { unsent, unreadable };
}

/** A run on AWS, whose mail its own stack sends, has no source. */
function isUnsent({ manifest: { mail, source } }: RecordedRun): boolean {
  return source !== undefined && mail.status !== 'sent' && mail.status !== 'written';
}
