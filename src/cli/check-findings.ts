import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { checksumOf } from '../archive/checksum.ts';
import { csvCells } from '../archive/csv-rows.ts';
import { REVIEW_LIMITS } from '../archive/review.ts';
import { fault, messageOf, RequestError } from '../errors.ts';
import type { Archive } from '../ports.ts';
import { CONTROLS_REPORT } from '../run/judgement.ts';
import type { RunFile } from '../run/result.ts';
import type { ReviewFinding } from '../run/review.ts';
import { rowFilesOf } from '../run/run-files.ts';
import type { FoundRun } from './find-run.ts';

const MOST_BYTES = 100_000_000;

/** In place of an event's id: every event of the control that no other finding names. */
const ALL = 'all';

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
  if (findings.length === 0) return [];
  if (!file) return uncheckedFindings(findings);
  const events = await eventsOf(file, folder, archive);
  const faults: string[] = [];
  const single = findings
    .filter(({ eventId }) => eventId !== ALL)
    .map((finding) => ({ ...finding, eventId: fullId(finding, events, faults) }));
  const named = new Set(single.map(({ control, eventId }) => `${control}:${eventId}`));
  const rest = findings
    .filter(({ eventId }) => eventId === ALL)
    .flatMap((finding) => everyEvent(finding, events, faults))
    .filter(({ control, eventId }) => !named.has(`${control}:${eventId}`));
  const all = [...single, ...rest];
  if (named.size < single.length) faults.push('finding: an event is given more than once');
  const most = REVIEW_LIMITS.findings;
  if (all.length > most) faults.push(`finding: these are ${all.length} events, at most ${most} are allowed`);
  if (faults.length > 0) throw new RequestError(faults);
  return all;
}

/** Of a run without the report: as they were typed. */
function uncheckedFindings(findings: readonly ReviewFinding[]): ReviewFinding[] {
  const problem = `needs the report ${CONTROLS_REPORT}, which the run does not have; give the ids of events`;
  const all = findings.filter(({ eventId }) => eventId === ALL);
  if (all.length > 0)
    throw new RequestError(all.map(({ control }) => fault('finding', `${control}:${ALL}`, problem)));
  return [...findings];
}

type Events = ReadonlyMap<string, ReadonlySet<string>>;

function everyEvent(finding: ReviewFinding, events: Events, faults: string[]): ReviewFinding[] {
  const ids = events.get(finding.control);
  if (!ids) faults.push(fault('finding', `${finding.control}:${ALL}`, withoutEvents(events)));
  return [...(ids ?? [])].map((eventId) => ({ ...finding, eventId }));
}

function fullId({ control, eventId }: ReviewFinding, events: Events, faults: string[]): string {
  const ids = [...(events.get(control) ?? [])].filter((id) => id.startsWith(eventId));
  if (ids.includes(eventId)) return eventId;
  const [id = eventId, ...others] = ids;
  const typed = `${control}:${eventId}`;
  if (ids.length === 0) {
    const problem = events.has(control) ? 'is no event of this control in the run' : withoutEvents(events);
    faults.push(fault('finding', typed, problem));
  } else if (others.length > 0)
    faults.push(fault('finding', typed, `begins ${ids.length} events; give more of the id`));
  return id;
}

function withoutEvents(events: Events): string {
  return `is of a control without events in the run (it has ${[...events.keys()].join(', ') || 'none'})`;
}

/** The ids of the events by control. */
async function eventsOf(
  { file, sha256, contentType }: RunFile,
  folder: string,
  archive: Archive,
): Promise<Events> {
  const key = `${folder}/${file}`;
  const content = await archive.read(key, MOST_BYTES).catch((error: unknown) => {
    throw new RequestError([`finding: cannot be looked up: ${messageOf(error)}`]);
  });
  if (!content || checksumOf(content).sha256 !== sha256)
    throw new RequestError([
      `finding: ${archive.locate(key)} is not the file that the manifest lists; verify the run first`,
    ]);
  const csv = contentType === 'application/gzip' ? gunzipSync(content) : content;
  const events = new Map<string, Set<string>>();
  for await (const [control = '', id = ''] of csvCells(Readable.from([csv]), ['control', 'eventid'])) {
    const ids = events.get(control) ?? new Set();
    // A record without an id cannot be named.
    if (id !== '') events.set(control, ids.add(id));
  }
  return events;
}
