import { archive } from './archive.ts';
import { bundles } from './bundles.ts';
import { bytes } from './bytes.ts';
import { cost } from './cost.ts';
import { history } from './history.ts';
import { run, SETS } from './run.ts';

const others: Record<string, [about: string, benchmark: (options: string[]) => Promise<void>]> = {
  bundles: ["size and import time of each function's bundle; --rounds 15 --against DIRECTORY", bundles],
  history: [
    'a range from the history of scheduled runs, beside the same from the logs; --rounds 3 --events 400000',
    history,
  ],
  archive: ['the archive step on a large result; --megabytes 1000 --rounds 3', archive],
  cost: [
    'the costs in docs/operations.md, from a measurement that it records; --recorded prints them only',
    cost,
  ],
  bytes: [
    'what queries read with and without history, on Trino, for docs/history.md; --recorded prints it only',
    bytes,
  ],
};

const HELP = `npm run bench -- NAME [options]

One-machine runs, beside other ways to read the same log files; --rounds 3, --only 'audit|jq' for some of them
${lines(Object.entries(SETS).map(([name, cases]) => [name, cases.map(({ about }) => about).join('; ')]))}
BENCH_LIMIT=PROGRAM adds a compiled program: PROGRAM full LOGS OUT FROM TO

Others
${lines(Object.entries(others).map(([name, [about]]) => [name, about]))}`;

const [name = '--help', ...options] = process.argv.slice(2);
if (name === '--help') console.log(HELP);
else if (SETS[name]) await run(name, options);
else if (others[name]) await others[name][1](options);
else throw new Error(`no benchmark ${name}\n\n${HELP}`);

function lines(named: string[][]): string {
  return named.map(([name = '', about]) => `  ${name.padEnd(8)} ${about}`).join('\n');
}
