/** What a person finds when a run is over, in the inbox, the archive and the notices; held against what must never be. */

import { createHash } from 'node:crypto';
import PostalMime, { type Email } from 'postal-mime';
import type { Manifest } from '../../src/run/manifest.ts';
import { RENDERINGS, type Renderings } from '../../src/run/renderings.ts';
import { noticesAbout } from '../e2e/notices.ts';
import { csvsOf, outcomeOf } from '../e2e/outcome.ts';
import type { Lane } from './lane.ts';

/**
 * `whole`: the full mail; `warned`: the mail with all reports says at its top what is not known; `partial`: it says
 * which report failed; `notice`: no mail, and a notice that the run failed; `mail and notice`: the full mail, and a
 * notice that its fate is not known; `not started`: nothing but an event in the queue, on which an alarm stands.
 */
export type Class = 'whole' | 'warned' | 'partial' | 'notice' | 'mail and notice' | 'not started';

export interface Finding {
  class: Class;
  /** whether the queue of events that could not be started has one */
  queued: boolean;
  mails: number;
  runId: string | undefined;
  /** key prefix of the run's files */
  folder: string | undefined;
}

/** How much there was before the cell. */
export interface Before {
  executions: number;
  mails: number;
  queued: number;
}

export function before({ stepFunctions, ses, schedule }: Lane): Before {
  return {
    executions: stepFunctions.executions.length,
    mails: ses.sent.length,
    queued: schedule.deadLetters.length,
  };
}

/** @throws where what is found must never be */
export async function found(since: Before, expected: Record<string, string>, lane: Lane): Promise<Finding> {
  const executions = lane.stepFunctions.executions.slice(since.executions);
  const queued = lane.schedule.deadLetters.length > since.queued;
  const mails = await Promise.all(lane.ses.sent.slice(since.mails).map(({ raw }) => PostalMime.parse(raw)));
  const [execution] = executions;
  const last = executions.at(-1);
  if (!execution || !last) {
    expect(mails).toEqual([]);
    if (!queued) throw new Error('silent: neither an execution nor an event in the queue');
    return { class: 'not started', queued, mails: 0, runId: undefined, folder: undefined };
  }
  const { run } = JSON.parse(execution.input);
  const { files, manifest } = await outcomeOf(`s3://${lane.archiveBucket}/${run.archive}`, lane);
  expectWholeFiles(files, expected);
  if (manifest) expectTrueManifest(manifest, { files, expected, mails: mails.length });
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBeLessThanOrEqual(1);
  for (const mail of mails) expectTrueMail(mail, files);
  expectTrueRenderings(files);
  const notices = noticesAbout(last, lane.deployed).length;
  const [mail] = mails;
  const classes: Class[] = mail && manifest && !notices ? [classOf(mail, manifest)] : [];
  if (notices) classes.push(mail ? 'mail and notice' : 'notice');
  const [found] = classes;
  if (!found) throw new Error(`silent: the execution is ${last.status}, with ${mails.length} mails`);
  return { class: found, queued, mails: mails.length, runId: run.runId, folder: run.archive };
}

/** Not half a CSV, nor that of another report, under its final name. */
function expectWholeFiles(files: ReadonlyMap<string, Buffer>, expected: Record<string, string>): void {
  for (const [name, content] of Object.entries(csvsOf({ files })))
    if (content !== expected[name]) throw new Error(`${name} is not the CSV of one machine`);
}

interface Held {
  files: ReadonlyMap<string, Buffer>;
  expected: Record<string, string>;
  /** how often SES took the mail */
  mails: number;
}

function expectTrueManifest(manifest: Manifest, { files, expected, mails }: Held): void {
  const { reports, mail, status } = manifest;
  for (const { file, bytes, sha256 } of manifest.files) expect(sumOf(file, files)).toEqual({ bytes, sha256 });
  for (const { id, status: its, rows } of reports) {
    const roles = manifest.files.flatMap(({ role, report }) => (report === id ? role : []));
    expect(roles).toEqual(its === 'failed' ? [] : ['rows', 'figures']);
    if (its === 'succeeded') expect(rows).toBe(rowsOf(expected[`${id}.csv`]));
  }
  const failed = reports.filter((report) => report.status === 'failed').length;
  if (failed > 0) expect(status).toBe(failed === reports.length ? 'failed' : 'partial');
  expect(manifest.files.at(-1)?.role).toBe('message');
  if (mail.status === 'sent') expect(mails).toBeGreaterThan(0);
  else if (mail.status !== 'uncertain') expect(mails).toBe(0);
}

/** What is recorded as made is there, whole. */
function expectTrueRenderings(files: ReadonlyMap<string, Buffer>): void {
  const record = files.get(RENDERINGS);
  if (!record) return;
  const made: Renderings = JSON.parse(String(record));
  for (const { file, bytes, sha256 } of made.files) expect(sumOf(file, files)).toEqual({ bytes, sha256 });
}

function sumOf(name: string, files: ReadonlyMap<string, Buffer>) {
  const content = files.get(name);
  if (!content) return undefined;
  return { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

/** The values of these reports hold no line breaks. */
const rowsOf = (csv = '') => csv.split('\r\n').length - 2;

/** What goes with it are the files of the archive. */
function expectTrueMail({ attachments }: Email, files: ReadonlyMap<string, Buffer>): void {
  for (const { filename, content } of attachments) {
    const archived = files.get(filename ?? '');
    if (!archived?.equals(Buffer.from(content as ArrayBuffer)))
      throw new Error(`the attachment ${filename} is not the archived file`);
  }
}

function classOf({ text = '', subject = '' }: Email, { reports, warnings }: Manifest): Class {
  const top = text
    .replaceAll('\r\n', '\n')
    .split('\n\n')
    .filter((block) => block.startsWith('!! '))
    .join('\n');
  const failed = reports.filter(({ status }) => status === 'failed');
  for (const { title } of failed) expect(top).toContain(title);
  if (failed.length > 0) {
    expect(subject).toContain('failed');
    return 'partial';
  }
  if (warnings.length === 0) return 'whole';
  expect(top).not.toBe('');
  return 'warned';
}
