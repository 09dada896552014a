import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { writeSample } from '../src/cli/write-sample.ts';

/** Generates a day of logs, once. @returns the data set's directory; the log files are below `logs` in it */
export async function dataSet(events: number, files: number): Promise<string> {
  const directory = `out/bench/${events}-${files}`;
  if (existsSync(`${directory}/complete`)) return directory;
  await rm(directory, { recursive: true, force: true });
  const written = await writeSample({ out: `${directory}/logs`, days: 1, events, files, seed: 1 });
  await writeFile(`${directory}/complete`, JSON.stringify(written));
  return directory;
}
