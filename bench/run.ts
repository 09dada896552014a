/**
 * How long the whole one-machine run takes, and how much memory, beside other ways to read the same log files.
 *
 *   npm run bench -- SET [--rounds 3] [--only 'audit|pass']
 *
 * BENCH_LIMIT names a compiled program that writes the same reports: `PROGRAM full LOGS OUT FROM TO`.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { absent, alternatives, FIVE_REPORTS, FLOOR } from './alternatives.ts';
import { type DataSet, dataSet } from './data-set.ts';
import { figure, type Measure, measureInTurn, printMachine, printMeasures } from './measure.ts';

interface Case extends DataSet {
  about: string;
  /** first and last day of the run; absent: the last day of the data set */
  range?: [from: string, to: string];
  /** whether the run is made a second time too, into the same archive */
  isRepeated?: boolean;
}

const LAST_DAY = '2025-10-31';
const FOUR_DAYS = { events: 400_000, files: 800, days: 4 };

export const SETS: Record<string, Case[]> = {
  run: [{ about: '400,000 events of a day in 800 files', events: 400_000, files: 800 }],
  large: [{ about: '1,600,000 events of a day in 3,200 files', events: 1_600_000, files: 3200 }],
  small: [
    { about: '100,000 events of a day in 200 files', events: 100_000, files: 200 },
    { about: '100,000 events of a day in 20,000 files', events: 100_000, files: 20_000 },
  ],
  day: [
    { about: 'four days with 400,000 events', ...FOUR_DAYS, range: ['2025-10-28', LAST_DAY] },
    { about: 'one day of those four', ...FOUR_DAYS, range: ['2025-10-29', '2025-10-29'] },
  ],
  years: [
    {
      about: '100,000 events of a day in the middle of five years of folders',
      events: 100_000,
      files: 200,
      inFiveYears: true,
    },
  ],
  again: [
    {
      about: 'a run of 100,000 events, and the same once more',
      events: 100_000,
      files: 200,
      isRepeated: true,
    },
  ],
};

const ALL = 'npm run audit -- run, all reports';
const FIVE = 'npm run audit -- run, 5 reports';

/** @param name of a set */
export async function run(name: string, options: string[]): Promise<void> {
  const { values } = parseArgs({
    args: options,
    options: { rounds: { type: 'string', default: '3' }, only: { type: 'string', default: '' } },
  });
  printMachine(`${name}: median of ${values.rounds} rounds`);
  console.log(absent());
  const found: Map<string, Measure[]>[] = [];
  for (const one of SETS[name] ?? []) {
    console.log(`\n${one.about}`);
    const measured = await measuredCase(one, Number(values.rounds), new RegExp(values.only));
    printMeasures(measured, FLOOR);
    found.push(measured);
  }
  const [first, second] = found;
  if (!first || !second) return;
  console.log('\nprocessor time, the second beside the first:');
  for (const name of first.keys()) {
    const ratio = figure(second, name, 'cpuSeconds') / figure(first, name, 'cpuSeconds');
    console.log(`${ratio.toFixed(2).padStart(9)}  ${name}`);
  }
}

/** @param only the floor and commands of these names */
async function measuredCase(one: Case, rounds: number, only: RegExp): Promise<Map<string, Measure[]>> {
  const directory = await dataSet(one);
  const [from, to] = one.range ?? [LAST_DAY, LAST_DAY];
  const [logs, out, kept] = ['logs', 'results', 'kept'].map((name) => `${directory}/${name}`) as [
    string,
    string,
    string,
  ];
  const audit = (archive: string, ...more: string[]) => [
    ...[
      'npm',
      'run',
      '-s',
      'audit',
      '--',
      'run',
      '--logs',
      logs,
      '--out',
      archive,
      '--from',
      from,
      '--to',
      to,
    ],
    ...more,
  ];
  const commands = {
    [FIVE]: audit(out, '--reports', FIVE_REPORTS.join()),
    [ALL]: audit(out),
    ...(one.isRepeated && { [`${ALL}, once more`]: audit(kept) }),
    ...alternatives(logs, out, from, to),
  };
  if (one.isRepeated) {
    const [command = '', ...args] = audit(kept);
    execFileSync(command, args, { stdio: 'ignore' });
  }
  const chosen = Object.entries(commands).filter(([name]) => name === FLOOR || only.test(name));
  const measured = await measureInTurn(Object.fromEntries(chosen), rounds, async () => {
    await rm(out, { recursive: true, force: true });
    await mkdir(out, { recursive: true });
  });
  for (const path of [out, kept]) await rm(path, { recursive: true, force: true });
  return measured;
}
