/**
 * How fast the archive step makes a query's result into the archive's CSV, and in how much memory, beside csv-parse
 * that only reads the same file.
 *
 *   npm run bench -- archive [--megabytes 1000] [--rounds 3]
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { alternatives, FLOOR } from './alternatives.ts';
import { dataSet } from './data-set.ts';
import { measureInTurn, printMachine, printMeasures } from './measure.ts';
import { startNullS3 } from './null-s3.ts';

const PARSER = 'csv-parse alone: every row read, nothing written';
const DIRECTORY = 'out/bench/archive';

export async function archive(options: string[]): Promise<void> {
  const { values } = parseArgs({
    args: options,
    options: {
      megabytes: { type: 'string', default: '1000' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const megabytes = Number(values.megabytes);
  const file = await resultFile(megabytes);
  const nullS3 = await startNullS3();
  const step = (...args: string[]) => ['node', 'dist/bench/archive-step.js', file, ...args];
  const commands = {
    'archive step, into a directory': step('directory', DIRECTORY),
    'archive step, into S3 that keeps nothing': step('s3', nullS3.url),
    [PARSER]: step('csv-parse'),
  };
  const measured = await measureInTurn(commands, Number(values.rounds), () =>
    rm(DIRECTORY, { recursive: true, force: true }),
  );
  await rm(DIRECTORY, { recursive: true, force: true });
  await nullS3.close();
  printMachine(`a result of ${megabytes} MB, median of ${values.rounds} rounds`);
  printMeasures(measured, PARSER, megabytes);
}

/** Makes a result file of the report iam-role-actions, once: the rows of a data set, again and again. */
export async function resultFile(megabytes: number): Promise<string> {
  const file = `out/bench/result-${megabytes}.csv`;
  if (existsSync(file)) return file;
  const result = await queryResult(await dataSet({ events: 400_000, files: 800 }));
  const rows = result.subarray(result.indexOf('\n') + 1);
  const part = await open(`${file}.part`, 'w');
  await part.write(result.subarray(0, result.length - rows.length));
  for (let left = megabytes * 1e6; left > 0; left -= rows.length) {
    await part.write(rows.subarray(0, rows.lastIndexOf('\n', left - 1) + 1));
  }
  await part.close();
  await rename(`${file}.part`, file);
  return file;
}

/** As the engine of a run writes it: the archive step has not been over it. */
async function queryResult(directory: string): Promise<Buffer> {
  const out = `${directory}/query`;
  await mkdir(out, { recursive: true });
  const [command = '', ...args] =
    alternatives(`${directory}/logs`, out, '2025-10-31', '2025-10-31')[FLOOR] ?? [];
  execFileSync(command, args);
  const result = await readFile(`${out}/iam-role-actions.csv`);
  await rm(out, { recursive: true });
  return result;
}
