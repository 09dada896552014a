import { rmSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directoryArchive } from '../adapters/local/directory.ts';
import type { Config } from '../config/config.ts';
import { collectFaults, fault, faultUnless, RequestError } from '../errors.ts';
import { printable } from '../mail/printable.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Plan } from '../run/run.ts';
import { type Printed, type RunOptions, STDOUT } from './options.ts';
import type { Engine } from './place.ts';
import { planOptions } from './plan-run.ts';
import { watchRun } from './progress.ts';
import { ROW_FORMATS, rowsAs } from './rows-output.ts';
import { refuseUnaffordable, runPlanned } from './run-on-logs.ts';
import { isMeantAsS3 } from './s3-location.ts';
import { type Io, warningLine } from './terminal.ts';

/**
 * Runs one report, or a query, and writes its rows to standard output.
 *
 * @returns whether the run succeeded
 * @throws RequestError with every fault of the request
 */
export async function printRows(
  { format = 'table', json, ...options }: RunOptions & Printed,
  io: Io,
): Promise<boolean> {
  const known = ROW_FORMATS.find((name) => name === format);
  const faults = [
    ...faultUnless(known, 'format', format, `is not a format: give ${ROW_FORMATS.join(', ')}`),
    ...rowFaults(options),
    ...(json ? ['json: does not go with --out -; give --format jsonl'] : []),
  ];
  const { succeeded } = await runForRows(options, faults, io, async (result) => {
    for await (const rows of rowsAs(known ?? 'table', result))
      if (rows.length > 0 && !(await io.write(rows))) return;
  });
  return succeeded;
}

/**
 * Runs one report, or a query: the archive is a directory that is removed at the end. What the run warns of goes to
 * standard error.
 *
 * @param faults of the request, as far as they are known
 * @param use gets the rows, in the form of `QueryEngine.result`; not called where the query failed
 * @throws RequestError with every fault of the request
 */
export async function runForRows(
  { quiet = false, out, ...asked }: RunOptions & Pick<Printed, 'quiet'>,
  faults: string[],
  io: Io,
  use: (result: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<{ plan: Plan; succeeded: boolean }> {
  const past = out === STDOUT ? undefined : out;
  const found = past === undefined ? {} : await pastPlace(past, asked);
  faults.push(...(found.faults ?? []));
  if (asked.fresh && past === undefined)
    faults.push('fresh: goes with --out DIR, whose history it does not read; remove it');
  const options = { ...asked, ...(found.logs !== undefined && { logs: found.logs }) };
  const directory = await mkdtemp(join(tmpdir(), 'cloudtrail-audit-'));
  // Ctrl-C ends the process without what follows.
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const planned = await collectFaults(faults, () =>
      planOptions(
        { ...options, past: found.faults ? undefined : past, out: directory },
        new Date().toISOString(),
      ),
    );
    if (!planned || faults.length > 0) throw new RequestError(faults);
    await refuseUnaffordable(planned);
    const { engine, rows } = withRows(planned.engine);
    const config = everyRow(planned.config);
    const watch = watchRun({ silent: quiet });
    const { manifest, plan } = await runPlanned(
      { ...planned, config, engine, renderings: [] },
      watch,
      async () => {
        watch.end();
        const result = rows();
        if (result) await use(result);
      },
    ).finally(() => watch.end());
    for (const line of problems(manifest)) io.error(line);
    return { plan, succeeded: manifest.status === 'succeeded' };
  } finally {
    process.off('exit', remove);
    await rm(directory, { recursive: true, force: true });
  }
}

/** The archive whose history is read, and the logs that it was made of where no others are named. */
async function pastPlace(past: string, { logs }: RunOptions): Promise<{ logs?: string; faults?: string[] }> {
  if (isMeantAsS3(past)) return { faults: [fault('out', past, 'is in S3; give a directory with a history')] };
  const isDirectory = await stat(past).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isDirectory) return { faults: [fault('out', past, 'is not a directory; give an archive')] };
  if (logs !== undefined) return {};
  const { logsWithHistory } = await import('./find-past.ts');
  const made = await logsWithHistory(directoryArchive(past));
  return made === undefined
    ? { faults: [fault('out', past, 'has no scheduled run with a history; give --logs')] }
    : { logs: made };
}

function rowFaults({ query, reports, scheduled, dryRun }: RunOptions): string[] {
  if (query !== undefined) return [];
  const one = 'prints the rows of one report';
  return [
    ...(reports?.length === 1 ? [] : [`reports: --out - ${one}; name one, such as --reports console-logins`]),
    ...(scheduled === undefined ? [] : [`scheduled: --out - ${one} of a range; remove it`]),
    ...(dryRun ? ['dry-run: does not go with --out -; remove one of them'] : []),
  ];
}

/** They are not archived, so they may be of any size. */
function everyRow(config: Config): Config {
  return {
    ...config,
    archive: { ...config.archive, csvMaxBytes: Number.POSITIVE_INFINITY },
    mail: { ...config.mail, attach: 'none' },
  };
}

/** The engine, and the rows of the query that it ran last: none where that failed. */
function withRows(real: Engine) {
  let read: (() => AsyncIterable<Uint8Array>) | undefined;
  const engine: Engine = {
    ...real,
    async open(input) {
      const opened = await real.open(input);
      const poll = async (id: string) => {
        const execution = await opened.engine.poll(id);
        const { resultLocation } = execution;
        if (resultLocation !== undefined) read = () => opened.engine.result(resultLocation);
        return execution;
      };
      return { ...opened, engine: { ...opened.engine, poll } };
    },
  };
  return { engine, rows: () => read?.() };
}

function problems({ reports, warnings }: Manifest): string[] {
  return [
    ...reports.flatMap(({ id, error }) =>
      error ? [`error: ${id}: ${printable(`${error.name}: ${error.message}`, 500)}`] : [],
    ),
    ...warnings.map(warningLine),
  ];
}
