/**
 * How long the whole one-machine run takes, and how much memory, beside bare DuckDB on the same files in the same run.
 *
 *   npm run bench -- [--events 400000] [--files 800] [--rounds 3]
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { writeSample } from '../src/cli/sample.ts';
import { type Measure, measure } from './measure.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '400000' },
    files: { type: 'string', default: '800' },
    rounds: { type: 'string', default: '3' },
  },
});
const [events, files, rounds] = [Number(values.events), Number(values.files), Number(values.rounds)];
const directory = `out/bench/${events}-${files}`;
const logs = `${directory}/logs`;
const results = `${directory}/results`;

await generate();
const bare = (mode: string) => ['node', 'dist/bench/bare-duckdb.js', mode, logs, results];
const eachFile = (filter: string) => [
  'sh',
  '-c',
  `find ${logs} -path '*/CloudTrail/*' -name '*.json.gz' | xargs gzip -dc | ${filter}`,
];
const isFailedLogin =
  '.Records[] | select(.eventName == "ConsoleLogin" and (.responseElements.ConsoleLogin == "Failure" or .userIdentity.userName == "HIDDEN_DUE_TO_SECURITY_REASONS"))';

const FLOOR = 'bare DuckDB, one pass into a table, 4 COPYs';
const commands: Record<string, string[]> = {
  'npm run audit -- run, 4 reports':
    `npm run -s audit -- run --logs ${logs} --out ${results} --from 2025-10-01 --to 2025-11-01`.split(' '),
  [FLOOR]: bare('table'),
  'bare DuckDB, 4 passes over the files, 4 COPYs': bare('passes'),
  'bare DuckDB, count of all records': bare('count'),
  'gzip -dc of all files': eachFile('cat >/dev/null'),
  ...(spawnSync('jq', ['--version']).status === 0 && {
    'jq, failed console logins only': eachFile(`jq -c '${isFailedLogin}' >/dev/null`),
  }),
};

const measured = new Map<string, Measure[]>(Object.keys(commands).map((name) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [name, [command = '', ...args]] of Object.entries(commands)) {
    await rm(results, { recursive: true, force: true });
    await mkdir(results, { recursive: true });
    measured.get(name)?.push(await measure(command, args));
  }
}
print();

async function generate(): Promise<void> {
  if (existsSync(`${directory}/complete`)) return;
  await rm(directory, { recursive: true, force: true });
  const written = await writeSample({ out: logs, days: 1, events, files, seed: 1 });
  await writeFile(`${directory}/complete`, JSON.stringify(written));
}

function print(): void {
  const median = (name: string, figure: keyof Measure) => {
    const figures = (measured.get(name) ?? []).map((one) => one[figure]).sort((a, b) => a - b);
    return figures[Math.floor(figures.length / 2)] ?? 0;
  };
  console.log(
    `${events} events in about ${files} files, median of ${rounds} rounds; ${cpus().length} CPUs, ${gigabytes(totalmem())}\n`,
  );
  console.log(`${'ratio'.padStart(6)} ${'seconds'.padStart(8)} ${'peak memory'.padStart(12)}`);
  for (const name of measured.keys()) {
    const ratio = (median(name, 'seconds') / median(FLOOR, 'seconds')).toFixed(2);
    console.log(
      `${ratio.padStart(6)} ${median(name, 'seconds').toFixed(2).padStart(8)} ${gigabytes(median(name, 'peakBytes')).padStart(12)}  ${name}`,
    );
  }
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
