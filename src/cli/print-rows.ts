import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { collectFaults, faultUnless, RequestError } from '../errors.ts';
import { printable } from '../mail/printable.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Plan } from '../run/run.ts';
import type { Printed, RunOptions } from './options.ts';
import type { Engine } from './place.ts';
import { planOptions } from './plan-run.ts';
import { watchRun } from './progress.ts';
import { ROW_FORMATS, rowsAs } from './rows-output.ts';
import { refuseUnaffordable, runPlanned } from './run-on-logs.ts';
import { type Io, oneLine } from './terminal.ts';

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
  { quiet = false, ...options }: RunOptions & Pick<Printed, 'quiet'>,
  faults: string[],
  io: Io,
  use: (result: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<{ plan: Plan; succeeded: boolean }> {
  const directory = await mkdtemp(join(tmpdir(), 'cloudtrail-audit-'));
  // Ctrl-C ends the process without what follows.
  const remove = () => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const planned = await collectFaults(faults, () =>
      planOptions({ ...options, out: directory }, new Date().toISOString()),
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
    ...warnings.map((warning) => {
      const file = 'file' in warning ? ` (${oneLine(warning.file)})` : '';
      return `warning: ${printable(warning.message, 500)}${file}`;
    }),
  ];
}
