import { archiveFile } from '../archive/checksum.ts';
import { jsonIn, jsonText } from '../archive/json-text.ts';
import { recordedRun } from '../archive/recorded-run.ts';
import { reviewedHash } from '../archive/review.ts';
import type { Config } from '../config/config.ts';
import { messageOf } from '../errors.ts';
import type { Archive, ArchiveReader } from '../ports.ts';
import type { Control } from '../run/judgement.ts';
import { RENDERINGS, type RenderedFile, type Renderings } from '../run/renderings.ts';
import type { Plan, ResendInput, Run } from '../run/run.ts';
import { type LateRendering, lateRenderings } from './late-renderings.ts';
import { folderOf, type RunFolder } from './run-folder.ts';

export interface RenderInput {
  /** of the execution */
  input: Plan | ResendInput;
}

interface RenderDeps {
  archive: Archive;
  config: Config;
  controls: readonly Control[];
  /** whether scanned bytes are paid for */
  charged: boolean;
  renderings?: readonly LateRendering[] | undefined;
  /** also those that did not end, once more: the process may have been killed for another reason */
  retry?: boolean;
}

const NOT_ENDED = 'it did not end';
const NEITHER_ENDED = 'it did not end, nor when it was tried again';

/** A rendering is tried again: an error of the archive in the middle of a file may have passed. */
const ATTEMPTS = 2;
const MOST_ERROR_LENGTH = 1000;

/**
 * Makes what is made of a run after its mail, and records it in renderings.json. A rendering that fails, or that ends the
 * process, is recorded as failed; the others are made. What is recorded is not made again.
 *
 * @throws Error where the run has no manifest, or the archive does not take the record
 */
export async function render({ input }: RenderInput, deps: RenderDeps): Promise<Renderings> {
  const { run } = input;
  const { archive, renderings = lateRenderings, retry = false } = deps;
  const recorded = await recordedRun(run, archive);
  if (!recorded) throw new Error(`${archive.locate(run.archive)} has no manifest: nothing to render`);
  const manifestSha256 = reviewedHash(jsonIn(recorded.content));
  const before = await recordedRenderings(run, archive);
  if (before && 'resend' in input) return before;
  const isCurrent = before?.manifestSha256 === manifestSha256;
  let made: Renderings = isCurrent ? before : { version: 1, manifestSha256, files: [], failed: [] };
  const folder = folderOf(recorded.manifest, 'reports' in input ? input.reports : [], run, deps);
  const tried = made.failed.filter(({ error }) => retry && error === NOT_ENDED);
  if (tried.length > 0) made = { ...made, failed: made.failed.filter((failure) => !tried.includes(failure)) };
  const known = new Set([...made.files, ...made.failed].map(({ file }) => file));
  for (const rendering of renderings.filter(({ file }) => !known.has(file))) {
    const failed = (error: string) => [...made.failed, { file: rendering.file, error }];
    // Where this ends the process, the next attempt goes on with the others.
    const isSecond = tried.some(({ file }) => file === rendering.file);
    await record({ ...made, failed: failed(isSecond ? NEITHER_ENDED : NOT_ENDED) }, run, archive);
    const outcome = await attempted(rendering, folder, deps, run);
    made =
      'error' in outcome
        ? { ...made, failed: failed(outcome.error) }
        : { ...made, files: [...made.files, outcome] };
  }
  if (made !== before) await record(made, run, archive);
  return made;
}

async function attempted(
  { file, contentType, write }: LateRendering,
  folder: RunFolder,
  { archive }: RenderDeps,
  run: Run,
): Promise<RenderedFile | { error: string }> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const content = write(folder, folder.manifest);
      const { role: _, ...rendered } = await archiveFile({ file, contentType, role: 'rows' }, content, {
        run,
        archive,
      });
      return rendered;
    } catch (error) {
      if (attempt === ATTEMPTS) return { error: messageOf(error).slice(0, MOST_ERROR_LENGTH) };
    }
  }
}

async function record(made: Renderings, run: Run, archive: Archive): Promise<void> {
  await archive.write(
    `${run.archive}/${RENDERINGS}`,
    [Buffer.from(`${jsonText(made)}\n`)],
    'application/json',
  );
}

/** Whether the process ended before all that is made of a run after its mail was recorded. */
export async function isRenderingUnfinished(
  run: Pick<Run, 'archive'>,
  archive: ArchiveReader,
): Promise<boolean> {
  const { files, failed } = (await recordedRenderings(run, archive)) ?? { files: [], failed: [] };
  const ended = [...files, ...failed.filter(({ error }) => error !== NOT_ENDED)].map(({ file }) => file);
  return lateRenderings.some(({ file }) => !ended.includes(file));
}

/** @returns undefined where nothing that can be read was recorded */
export async function recordedRenderings(
  run: Pick<Run, 'archive'>,
  archive: ArchiveReader,
): Promise<Renderings | undefined> {
  const content = await archive.read(`${run.archive}/${RENDERINGS}`);
  try {
    const found = content && jsonIn(content);
    return Array.isArray(found?.files) && Array.isArray(found.failed) ? found : undefined;
  } catch {
    return undefined;
  }
}
