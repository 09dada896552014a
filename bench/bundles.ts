/**
 * How large each function's packaged bundle is, and what a fresh process takes to import it: time, and time of a processor,
 * beside a bundle of the same build options that only makes the same SDK clients; or, with `--against`, beside the bundle
 * that another version was packaged to (`npm run package -- --package DIRECTORY` there).
 *
 *   npm run bench -- bundles [--rounds 15] [--against DIRECTORY]
 */
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type BuildOptions, build } from 'esbuild';
import { unzip } from '../test/e2e/unzip.ts';
import { zipEntries } from '../test/infra/zip.ts';
import { median, printMachine, QUIETLY } from './measure.ts';

const PACKAGED = 'out/bench/packaged';

// As the handlers make them: see handlers/ and handlers/engine.ts.
const ATHENA = ['client-athena', 'AthenaClient'] as const;
const S3 = ['client-s3', 'S3Client'] as const;
const CLIENTS: Record<string, (readonly [packageName: string, client: string])[]> = {
  start: [['client-sfn', 'SFNClient']],
  runQuery: [ATHENA, S3],
  pollQuery: [ATHENA, S3],
  archiveReport: [S3, ATHENA, S3],
  sendSummary: [S3, ['client-sesv2', 'SESv2Client']],
};

interface Service {
  provider: { runtime: string };
  custom: { esbuild: BuildOptions & { exclude: unknown; outputFileExtension: unknown; plugins: string } };
  functions: Record<string, { handler: string; environment: Record<string, unknown> }>;
}

export async function bundles(options: string[]): Promise<void> {
  const { values } = parseArgs({
    args: options,
    options: { rounds: { type: 'string', default: '15' }, against: { type: 'string' } },
  });
  const { against } = values;
  const rounds = Number(values.rounds);
  execFileSync('npm', ['run', '-s', 'package', '--', '--package', PACKAGED], { stdio: ['ignore', 2, 2] });
  const state = await readFile(join(PACKAGED, 'serverless-state.json'), 'utf8');
  const { service } = JSON.parse(state) as { service: Service };
  printMachine(`import of the packaged bundles, median of ${rounds} pairs`);
  const beside = against ? 'against' : 'clients';
  console.log(` ratio  import  ${beside}   ratio CPU  import  ${beside}     size  function`);
  for (const name of Object.keys(service.functions)) {
    const { bundle, bytes } = await unpack(PACKAGED, name, service);
    const other = against ? (await unpack(against, name, service)).bundle : await buildClients(name, service);
    const environment = environmentOf(name, service);
    const pairs = Array.from({ length: rounds }, () =>
      [bundle, other].map((file) => importTimes(file, environment)),
    );
    const columns = (['time', 'processor'] as const).map((kind) => {
      const [own = 0, floor = 0] = [0, 1].map((i) => median(pairs.map((pair) => pair[i]?.[kind] ?? 0)));
      const times = [own, floor].map((time) => `${time.toFixed(1)} ms`.padStart(8)).join(' ');
      return `${(own / floor).toFixed(2).padStart(6)} ${times}`;
    });
    console.log(`${columns.join('    ')} ${(bytes / 1e3).toFixed(0).padStart(5)} kB  ${name}`);
  }
}

async function unpack(
  packaged: string,
  name: string,
  { functions }: Service,
): Promise<{ bundle: string; bytes: number }> {
  const [zip, directory] = [join(packaged, `${name}.zip`), join(packaged, name)];
  await unzip(zip, directory);
  const bytes = (await zipEntries(zip)).reduce((sum, entry) => sum + entry.bytes, 0);
  return { bundle: join(directory, `${functions[name]?.handler.replace(/\.\w+$/, '')}.mjs`), bytes };
}

async function buildClients(name: string, { provider, custom }: Service): Promise<string> {
  const clients = CLIENTS[name];
  if (!clients) throw new Error(`bench/bundles.ts does not know the clients of ${name}`);
  const imports = new Set(clients.map(([from, client]) => `import { ${client} } from '@aws-sdk/${from}';`));
  const made = clients.map(([, client]) => `new ${client}()`);
  const { exclude: _exclude, outputFileExtension: _extension, plugins, ...options } = custom.esbuild;
  const outfile = join(PACKAGED, `${name}-clients.mjs`);
  await build({
    ...options,
    plugins: createRequire(resolve('package.json'))(`./${plugins}`),
    platform: 'node',
    target: provider.runtime.replace(/^nodejs(\d+)\.x$/, 'node$1'),
    stdin: { contents: `${[...imports].join('\n')}\nexport const clients = [${made}];`, resolveDir: '.' },
    outfile,
  });
  return outfile;
}

/** As far as a bundle needs it to load. */
function environmentOf(name: string, { functions }: Service): Record<string, string> {
  const names = Object.keys(functions[name]?.environment ?? {});
  return {
    PATH: process.env.PATH ?? '',
    AWS_REGION: 'us-east-1',
    ...Object.fromEntries(names.map((variable) => [variable, 'set'])),
  };
}

/** Milliseconds of the import alone, without the start of Node itself. */
function importTimes(file: string, env: Record<string, string>): { time: number; processor: number } {
  const program = `
    const cpu = process.cpuUsage();
    const begun = performance.now();
    await import(${JSON.stringify(resolve(file))});
    const time = performance.now() - begun;
    const { user, system } = process.cpuUsage(cpu);
    console.log(JSON.stringify({ time, processor: (user + system) / 1000 }));`;
  return JSON.parse(
    execFileSync('node', [QUIETLY, '--input-type=module', '-e', program], { env, encoding: 'utf8' }),
  );
}
