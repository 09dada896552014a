import { jsonText } from '../archive/json-text.ts';
import type { Config } from '../config/config.ts';
import { messageOf } from '../errors.ts';
import { noticeOf } from '../mail/notice.ts';
import { noticeBody } from '../mail/notice-body.ts';
import { printable } from '../mail/printable.ts';
import type { Archive, Clock, Notifier } from '../ports.ts';
import type { Control } from '../run/judgement.ts';
import type { Manifest } from '../run/manifest.ts';
import { NOTIFIED, type Notified } from '../run/notified.ts';
import type { PlannedReport } from '../run/report.ts';
import type { Run } from '../run/run.ts';

const MOST_REASON_LENGTH = 500;

/**
 * Posts a message of a run, once: the process that writes notified.json first sends it. Nothing sends it again, even if it
 * failed. A webhook never costs a run or its mail.
 *
 * @returns undefined where it was posted before
 */
export async function notify(
  { manifest, planned, run }: { manifest: Manifest; planned: readonly PlannedReport[]; run: Run },
  deps: { archive: Archive; config: Config; controls: readonly Control[]; notifier: Notifier; now: Clock },
): Promise<Notified | undefined> {
  const { archive, config, controls, notifier, now } = deps;
  const key = `${run.archive}/${NOTIFIED}`;
  let record: Notified = { version: 1, status: 'asked', at: now(), to: notifier.name };
  const content = () => Buffer.from(`${jsonText(record)}\n`);
  try {
    const archiveLocation = archive.locate(run.archive);
    const { language, name } = config;
    const ofControls = new Map(controls.map((control) => [control.id, control]));
    const notice = noticeOf(manifest, { language, name, planned, controls: ofControls, archiveLocation });
    const body = noticeBody(notifier.format, notice, { manifest, archiveLocation });
    if (!(await archive.exchange(key, undefined, content(), 'application/json'))) return undefined;
    await notifier.post(body);
    record = { ...record, status: 'sent' };
  } catch (error) {
    record = { ...record, status: 'failed', reason: printable(messageOf(error), MOST_REASON_LENGTH) };
  }
  await archive.write(key, [content()], 'application/json').catch(() => {});
  return record;
}
