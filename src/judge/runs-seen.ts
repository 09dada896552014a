import { checksumOf } from '../archive/checksum.ts';
import { readManifest } from '../archive/read-manifest.ts';
import { messageOf } from '../errors.ts';
import type { Archive } from '../ports.ts';
import type { Manifest, ManifestReport } from '../run/manifest.ts';
import type { Window } from '../run/run.ts';
import { startOfDay } from '../time/time.ts';
import { firstDay } from '../time/window.ts';
import { isComplete, manifestKey, runsBetween } from './archived-runs.ts';
import { type Compared, isOfTheSameLogs } from './last-run.ts';

/** How far back a run is compared. */
const DAYS = 90;
const READ_AHEAD = 8;
/** Of a manifest, and of a `seen.json.gz`: ten times as much as there is in the largest. */
const MOST_BYTES = 2 ** 26;

/** A file of a run before that cannot be read. */
export interface Unread {
  /** its key in the archive */
  file: string;
  reason: string;
}

/** A complete scheduled run of the same logs, before this one: of its manifest only this, for there may be thousands. */
export interface RunSeen {
  runId: string;
  window: Window;
  reports: Pick<ManifestReport, 'id' | 'rows'>[];
  /** key and checksum of its `seen.json.gz`; absent where it has none */
  seen?: { key: string; sha256: string };
}

/**
 * The complete scheduled runs of the same logs whose windows lie in the 90 days before this run's, oldest first. They
 * depend on the archive alone: not on when, or in which order, they were made.
 */
export async function scheduledRunsBefore(
  run: Compared,
  archive: Archive,
): Promise<{ runs: RunSeen[]; unread: Unread[] }> {
  const runs: RunSeen[] = [];
  const unread: Unread[] = [];
  const complete = await runsUpTo(run.window, archive);
  for await (const { item, content } of readAhead(complete, archive)) {
    const { key: file, folder, runId } = item;
    try {
      if (content instanceof Error) throw content;
      if (!content) continue;
      const manifest = readManifest(content);
      if (manifest.runId !== runId) throw new Error('it belongs to another run');
      if (!Array.isArray(manifest.reports) || !Array.isArray(manifest.files))
        throw new Error('it lists no reports or files');
      if (manifest.trigger === 'schedule' && isOfTheSameLogs(manifest, run))
        runs.push(runSeen(manifest, folder));
    } catch (error) {
      unread.push({ file, reason: messageOf(error) });
    }
  }
  return { runs, unread };
}

function runSeen({ runId, window, reports, files }: Manifest, folder: string): RunSeen {
  const file = files.find(({ role }) => role === 'seen');
  return {
    runId,
    window,
    reports: reports.map(({ id, rows }) => ({ id, ...(rows !== undefined && { rows }) })),
    ...(file && { seen: { key: `${folder}/${file.file}`, sha256: file.sha256 } }),
  };
}

/** What a run archived as `seen.json.gz`, or why that cannot be read. */
type SeenFile = RunSeen & { file: string; content: Uint8Array | Error };

/** Of those of the runs that archived it, in their order. */
export async function* seenFilesOf(runs: readonly RunSeen[], archive: Archive): AsyncGenerator<SeenFile> {
  const items = runs.flatMap((run) => (run.seen ? [{ run, ...run.seen }] : []));
  for await (const { item, content } of readAhead(items, archive)) {
    const { run, sha256, key: file } = item;
    yield { ...run, file, content: checked(content, sha256) };
  }
}

function checked(content: Uint8Array | Error | undefined, sha256: string): Uint8Array | Error {
  if (content instanceof Error) return content;
  if (!content) return new Error('it was removed');
  return checksumOf(content).sha256 === sha256 ? content : new Error('it was changed since its run');
}

async function runsUpTo(window: Window, archive: Archive) {
  const { from, timezone } = window;
  const day = firstDay(window);
  const earliest = startOfDay(day.subtract({ days: DAYS }), timezone).toString();
  // Of another zone, the window's first day may be another too.
  const runs = await runsBetween(day.subtract({ days: DAYS + 1 }), day.add({ days: 1 }), archive);
  const found = runs.flatMap(({ window: its, ...run }) => {
    const isBefore = its && its.from >= earliest && its.to <= from && isComplete(run);
    return isBefore ? [{ ...run, from: its.from, key: manifestKey(run) }] : [];
  });
  return found.sort((a, b) => (a.from < b.from || (a.from === b.from && a.key < b.key) ? -1 : 1));
}

/** Reads the next files while one is used. */
async function* readAhead<T extends { key: string }>(
  items: readonly T[],
  archive: Archive,
): AsyncGenerator<{ item: T; content: Uint8Array | Error | undefined }> {
  const read = ({ key }: T) => archive.read(key, MOST_BYTES).catch((error: Error) => error);
  const pending = items.slice(0, READ_AHEAD).map(read);
  for (const [at, item] of items.entries()) {
    const content = await pending.shift();
    const next = items[at + READ_AHEAD];
    if (next) pending.push(read(next));
    yield { item, content };
  }
}
