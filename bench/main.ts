/** npm run bench -- [run | bundles | archive | cost] [options]; each file says what it measures, and its options. */
import { archive } from './archive.ts';
import { bundles } from './bundles.ts';
import { cost } from './cost.ts';
import { run } from './run.ts';

const benchmarks: Record<string, (options: string[]) => Promise<void>> = {
  run,
  bundles,
  archive,
  cost,
};

const given = process.argv.slice(2);
const name = given[0]?.startsWith('--') === false ? (given.shift() ?? '') : 'run';
const benchmark = benchmarks[name];
if (!benchmark) throw new Error(`no benchmark ${name}: there are ${Object.keys(benchmarks).join(', ')}`);
await benchmark(given);
