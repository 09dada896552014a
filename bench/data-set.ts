import { cpSync, existsSync, linkSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Temporal } from 'temporal-polyfill';
import { writeSample } from '../src/cli/write-sample.ts';
import { logKey } from '../src/logs/layout.ts';

export interface DataSet {
  events: number;
  /** about how many log files */
  files: number;
  /** of logs, the last one 2025-10-31 */
  days?: number;
  /** whether the days stand in the middle of five years of folders, each with a log file without records */
  inFiveYears?: boolean;
}

/** Generates logs, once. @returns the data set's directory; the log files are below `logs` in it */
export async function dataSet({ events, files, days = 1, inFiveYears = false }: DataSet): Promise<string> {
  const directory = `out/bench/${events}-${files}-${days}${inFiveYears ? '-in-five-years' : ''}`;
  if (existsSync(`${directory}/complete`)) return directory;
  await rm(directory, { recursive: true, force: true });
  if (inFiveYears) {
    cpSync(`${await dataSet({ events, files, days })}/logs`, `${directory}/logs`, { recursive: true });
    addYears(`${directory}/logs`);
  } else {
    await writeSample({ out: `${directory}/logs`, days, events, files, seed: 1 });
  }
  await writeFile(`${directory}/complete`, '');
  return directory;
}

function addYears(logs: string): void {
  const first = Temporal.PlainDate.from('2023-05-01');
  for (const account of readdirSync(`${logs}/AWSLogs`)) {
    for (const region of readdirSync(`${logs}/AWSLogs/${account}/CloudTrail`)) {
      const empty = `${logs}/${account}-${region}`;
      writeFileSync(empty, gzipSync('{"Records":[]}'));
      for (let day = 0; day < 5 * 365; day++) {
        const delivered = `${first.add({ days: day })}T00:05:00Z`;
        const file = `${logs}/${logKey({ account, region, delivered, unique: '0000000000000000' })}`;
        mkdirSync(dirname(file), { recursive: true });
        linkSync(empty, file);
      }
    }
  }
}
