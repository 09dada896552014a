/** A real Trino, the engine behind Athena: Maven fetches it once into a folder of the user's cache, Java starts it. */
import { type ExecFileException, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const VERSION = '476';
const OLDEST_JAVA = 24;
/** in milliseconds, for each of two files of some 225 MB */
const LONGEST_FETCH = 300_000;
const HOME = join(
  process.env.XDG_CACHE_HOME || join(homedir(), '.cache'),
  'cloudtrail-audit-reporter',
  `trino-${VERSION}`,
);

export interface Installed {
  java: string;
  home: string;
}

export interface Answer {
  columns: string[];
  rows: (string | null)[][];
  /** by Trino's own counters: bytes of files, as stored */
  bytesRead: number;
  bytesWritten: number;
}

export interface Trino {
  /** @returns the rows of a statement; a value is text, or null */
  query(sql: string): Promise<Answer>;
  stop(): Promise<void>;
}

/** @returns why there is none, where Java, Maven or an answer of its registry is missing */
export async function installedTrino(): Promise<Installed | { missing: string }> {
  const java = await newJava();
  if (!java) return { missing: `no Java of version ${OLDEST_JAVA} or newer: set JAVA_HOME to one` };
  if (!existsSync(HOME)) {
    try {
      await install();
    } catch (error) {
      return { missing: `Trino ${VERSION} could not be fetched with Maven: ${lastLine(error)}` };
    }
  }
  return { java, home: HOME };
}

async function newJava(): Promise<string | undefined> {
  const machine = '/usr/lib/jvm';
  const installed = (await readdir(machine).catch(() => [])).map((name) => join(machine, name));
  const homes = [process.env.JAVA_HOME ?? '', ...installed].map((home) => join(home, 'bin/java'));
  for (const java of ['java', ...homes.filter(existsSync)]) {
    // It prints its version to the standard error.
    const version = await run(java, ['-version']).catch(() => undefined);
    const [, major = 0] = /version "(\d+)/.exec(version?.stderr ?? '') ?? [];
    if (Number(major) >= OLDEST_JAVA) return java;
  }
  return undefined;
}

/** The server without its plugins, and the plugin for tables over files: half of the whole. */
async function install(): Promise<void> {
  const partial = `${HOME}.partial`;
  const scratch = join(partial, 'maven');
  await rm(partial, { recursive: true, force: true });
  await mkdir(scratch, { recursive: true });
  const artifacts = { server: `trino-server-core:${VERSION}:tar.gz`, plugins: `trino-hive:${VERSION}:zip` };
  for (const [folder, artifact] of Object.entries(artifacts)) {
    const options = [
      '--batch-mode',
      '--quiet',
      // What is unpacked is all that is needed.
      `-Dmaven.repo.local=${scratch}`,
      'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:unpack',
      `-Dartifact=io.trino:${artifact}`,
      `-DoutputDirectory=${join(partial, folder)}`,
    ];
    // It leaves a marker in the working directory.
    await run('mvn', options, { cwd: scratch, timeout: LONGEST_FETCH });
  }
  await rm(scratch, { recursive: true });
  await rename(partial, HOME);
}

function lastLine(error: unknown): string {
  const {
    stdout = '',
    killed,
    message = String(error),
  } = error as Partial<ExecFileException & { stdout: string }>;
  const said = /^\[ERROR\] (.*)/m.exec(stdout);
  return said?.[1] ?? (killed ? `no answer within ${LONGEST_FETCH / 1000} seconds` : message);
}

/**
 * Starts a Trino whose catalog `hive` has its tables in `directory`, which is the root of `local:///`.
 *
 * @param directory empty, and removed by the caller
 * @param properties more of the catalog's
 * @param heap of Java, in MB: a query may take a third of it
 */
export async function startTrino(
  { java, home }: Installed,
  directory: string,
  properties: Readonly<Record<string, string>> = {},
  heap = 1500,
): Promise<Trino> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const catalogs = join(directory, 'catalogs');
  await mkdir(catalogs);
  await writeFile(
    join(catalogs, 'hive.properties'),
    `connector.name=hive
hive.metastore=file
hive.metastore.catalog.dir=local:///metastore
hive.metastore.disable-location-checks=true
hive.security=allow-all
hive.non-managed-table-writes-enabled=true
hive.compression-codec=ZSTD
fs.native-local.enabled=true
local.location=${directory}
${Object.entries(properties)
  .map(([name, value]) => `${name}=${value}`)
  .join('\n')}
`,
  );
  const config = join(directory, 'config.properties');
  await writeFile(
    config,
    `coordinator=true
node-scheduler.include-coordinator=true
http-server.http.port=${port}
discovery.uri=${address}
query.max-memory-per-node=${Math.floor(heap / 3)}MB
`,
  );
  const [server = ''] = await readdir(join(home, 'server'));
  const settings = {
    config,
    'node.environment': 'test',
    'node.id': 'test',
    'node.data-dir': join(directory, 'var'),
    'plugin.dir': join(home, 'plugins'),
    'catalog.config-dir': catalogs,
    'jdk.attach.allowAttachSelf': 'true',
  };
  const child = spawn(
    java,
    [
      `-Xmx${heap}M`,
      // For a few minutes the better compiler costs more than it saves.
      '-XX:TieredStopAtLevel=1',
      '--add-modules=jdk.incubator.vector',
      '--enable-native-access=ALL-UNNAMED',
      '--sun-misc-unsafe-memory-access=allow',
      ...Object.entries(settings).map(([name, value]) => `-D${name}=${value}`),
      '-cp',
      join(home, 'server', server, 'lib/*'),
      'io.trino.server.TrinoServer',
    ],
    { cwd: directory, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  let log = '';
  const started = new Promise<void>((resolve) => {
    const read = (text: Buffer) => {
      log = (log + text).slice(-20_000);
      if (log.includes('SERVER STARTED')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  await Promise.race([
    started,
    ended.then(() => Promise.reject(new Error(`Trino ended while it started:\n${log}`))),
  ]);
  return {
    query: (sql) => query(address, sql),
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

interface Page {
  nextUri?: string;
  columns?: { name: string }[];
  data?: (string | number | null)[][];
  error?: { message: string };
  stats: { physicalInputBytes: number; physicalWrittenBytes: number };
}

/** @see https://trino.io/docs/current/develop/client-protocol.html */
async function query(address: string, sql: string): Promise<Answer> {
  const headers = { 'X-Trino-User': 'test', 'X-Trino-Catalog': 'hive', 'X-Trino-Schema': 'default' };
  let response = await fetch(`${address}/v1/statement`, { method: 'POST', headers, body: sql });
  let columns: string[] = [];
  const rows: (string | null)[][] = [];
  for (;;) {
    if (!response.ok) throw new Error(`Trino answered ${response.status}: ${await response.text()}`);
    const answer = (await response.json()) as Page;
    if (answer.error) throw new Error(`${answer.error.message}\n${sql}`);
    columns = answer.columns?.map(({ name }) => name) ?? columns;
    for (const row of answer.data ?? []) rows.push(row.map((value) => (value === null ? null : `${value}`)));
    const { physicalInputBytes: bytesRead, physicalWrittenBytes: bytesWritten } = answer.stats;
    if (!answer.nextUri) return { columns, rows, bytesRead, bytesWritten };
    response = await fetch(answer.nextUri, { headers });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
