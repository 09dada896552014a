import { gunzipSync } from 'node:zlib';
import { checksumOf } from '../archive/checksum.ts';
import { fault, messageOf, RequestError } from '../errors.ts';
import type { RunFile } from '../run/result.ts';
import type { ReviewFinding } from '../run/review.ts';
import { rowFilesOf } from '../run/run-files.ts';
import type { FoundRun } from './find-run.ts';

/** The report with a row for each event that a control found. */
const CONTROLS_REPORT = 'controls';

const MOST_BYTES = 100_000_000;

/**
 * Looks up the events of findings in the run's report of controls, where it has one. The beginning of an event's id is
 * enough if no other event of the control begins with it.
 *
 * @returns the findings with the ids of their events in full
 * @throws RequestError where the report does not have one of them
 */
export async function checkedFindings(
  findings: readonly ReviewFinding[],
  { manifest, archive, folder }: FoundRun,
): Promise<ReviewFinding[]> {
  const [file] = rowFilesOf(manifest, CONTROLS_REPORT);
  if (!file || findings.length === 0) return [...findings];
  const events = await eventsOf(file, archive.locate(`${folder}/${file.file}`), () =>
    archive.read(`${folder}/${file.file}`, MOST_BYTES),
  );
  const faults: string[] = [];
  const checked = findings.map((finding) => {
    const { control, eventId } = finding;
    const ids = [...(events.get(control) ?? [])].filter((id) => id.startsWith(eventId));
    const id = ids.includes(eventId) ? eventId : ids[0];
    if (id === undefined) {
      const known = events.has(control)
        ? 'is no event of this control in the run'
        : `is of a control without events in the run (it has ${[...events.keys()].join(', ') || 'none'})`;
      faults.push(fault('finding', `${control}:${eventId}`, known));
    } else if (id !== eventId && ids.length > 1)
      faults.push(
        fault('finding', `${control}:${eventId}`, `begins ${ids.length} events; give more of the id`),
      );
    return { ...finding, eventId: id ?? eventId };
  });
  if (faults.length > 0) throw new RequestError(faults);
  return checked;
}

/** The ids of the events by control. */
async function eventsOf(
  { sha256, contentType }: RunFile,
  location: string,
  read: () => Promise<Uint8Array | undefined>,
): Promise<Map<string, Set<string>>> {
  const content = await read().catch((error: unknown) => {
    throw new RequestError([`finding: cannot be looked up: ${messageOf(error)}`]);
  });
  if (!content || checksumOf(content).sha256 !== sha256)
    throw new RequestError([
      `finding: ${location} is not the file that the manifest lists; verify the run first`,
    ]);
  const text = Buffer.from(contentType === 'application/gzip' ? gunzipSync(content) : content).toString(
    'utf8',
  );
  const [columns = [], ...rows] = records(text.replace(/^\uFEFF/, ''));
  const [control, event] = ['control', 'eventid'].map((name) => columns.indexOf(name));
  const events = new Map<string, Set<string>>();
  for (const row of rows) {
    const ids = events.get(row[control ?? -1] ?? '') ?? new Set();
    events.set(row[control ?? -1] ?? '', ids.add(row[event ?? -1] ?? ''));
  }
  return events;
}

/** Of a CSV as runs archive it. */
function records(csv: string): string[][] {
  const found: string[][] = [];
  let record: string[] = [];
  for (const [, field = '', end] of csv.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/g)) {
    if (field === '' && end === '' && record.length === 0) break;
    record.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === ',') continue;
    found.push(record);
    record = [];
  }
  return found;
}
