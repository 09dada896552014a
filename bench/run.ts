/**
 * How long the whole one-machine run takes, and how much memory, beside bare DuckDB on the same files in the same run.
 *
 *   npm run bench -- [run] [--events 400000] [--files 800] [--rounds 3]
 */
import { spawnSync } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { dataSet } from './data-set.ts';
import { measureInTurn, printMachine, printMeasures } from './measure.ts';

const PROJECT = 'npm run audit -- run';
const FLOOR = 'bare DuckDB, one pass into a table, 5 COPYs';
const isFailedLogin =
  '.Records[] | select(.eventName == "ConsoleLogin" and (.responseElements.ConsoleLogin == "Failure" or .userIdentity.userName == "HIDDEN_DUE_TO_SECURITY_REASONS"))';

export async function run(options: string[]): Promise<void> {
  const { values } = parseArgs({
    args: options,
    options: {
      events: { type: 'string', default: '400000' },
      files: { type: 'string', default: '800' },
      rounds: { type: 'string', default: '3' },
    },
  });
  const directory = await dataSet(Number(values.events), Number(values.files));
  const results = `${directory}/results`;
  const measured = await measureInTurn(
    commands(`${directory}/logs`, results),
    Number(values.rounds),
    async () => {
      await rm(results, { recursive: true, force: true });
      await mkdir(results, { recursive: true });
    },
  );
  printMachine(`${values.events} events in about ${values.files} files, median of ${values.rounds} rounds`);
  printMeasures(measured, FLOOR);
}

function commands(logs: string, results: string): Record<string, string[]> {
  const bare = (mode: string) => ['node', 'dist/bench/bare-duckdb.js', mode, logs, results];
  const eachFile = (filter: string) => [
    'sh',
    '-c',
    `find ${logs} -path '*/CloudTrail/*' -name '*.json.gz' | xargs gzip -dc | ${filter}`,
  ];
  return {
    [PROJECT]:
      `npm run -s audit -- run --logs ${logs} --out ${results} --from 2025-10-31 --to 2025-10-31`.split(' '),
    [FLOOR]: bare('table'),
    'bare DuckDB, 5 passes over the files, 5 COPYs': bare('passes'),
    'bare DuckDB, count of all records': bare('count'),
    'gzip -dc of all files': eachFile('cat >/dev/null'),
    ...(spawnSync('jq', ['--version']).status === 0 && {
      'jq, failed console logins only': eachFile(`jq -c '${isFailedLogin}' >/dev/null`),
    }),
  };
}
