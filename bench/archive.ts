/**
 * How fast the archive step makes a query's result into the archive's CSV, and in how much memory, beside csv-parse
 * that only reads the same file.
 *
 *   npm run bench -- archive [--megabytes 1000] [--rounds 3]
 */
import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { measureInTurn, printMachine, printMeasures } from './measure.ts';
import { startNullS3 } from './null-s3.ts';
import { resultFile } from './result-file.ts';

const FLOOR = 'csv-parse alone: every row read, nothing written';
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
    [FLOOR]: step('csv-parse'),
  };
  const measured = await measureInTurn(commands, Number(values.rounds), () =>
    rm(DIRECTORY, { recursive: true, force: true }),
  );
  await rm(DIRECTORY, { recursive: true, force: true });
  await nullS3.close();
  printMachine(`a result of ${megabytes} MB, median of ${values.rounds} rounds`);
  printMeasures(measured, FLOOR, megabytes);
}
