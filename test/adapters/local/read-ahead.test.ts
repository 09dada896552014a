import { symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { LogThreads } from '../../../src/adapters/local/log-files/log-threads.ts';
import { ReadAhead } from '../../../src/adapters/local/log-files/read-ahead.ts';
import { emptyDirectory } from '../../logs.ts';

/** A thread's program as bin/bundle.js makes it. */
async function program(): Promise<URL> {
  const outdir = await emptyDirectory();
  const entryPoints = { 'log-thread': 'src/adapters/local/log-files/log-thread.ts' };
  await build({
    entryPoints,
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
  });
  return pathToFileURL(join(outdir, 'log-thread.mjs'));
}

async function withThreads<T>(program: URL, use: (threads: LogThreads) => Promise<T>): Promise<T> {
  const threads = new LogThreads(program);
  return use(threads).finally(() => threads.close());
}

/** Sound, empty, missing, no files, and some of which one part holds only one. */
async function files(): Promise<{ directory: string; names: string[] }> {
  const directory = await emptyDirectory();
  const names = Array.from({ length: 600 }, (_, i) => `${i}`);
  await Promise.all(names.map((name) => writeFile(join(directory, name), name.repeat(Number(name) % 7))));
  for (const name of ['5', '250', '251', '599']) await truncate(join(directory, name), 2 ** 20 + 1);
  await truncate(join(directory, '300'), 4 * 2 ** 20 + 1);
  await symlink('/dev/zero', join(directory, 'device'));
  return { directory, names: [...names.slice(0, 20), 'missing', 'device', ...names.slice(20)] };
}

async function* each(names: string[]): AsyncGenerator<{ file: string }> {
  for (const file of names) yield { file };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const inThisThread = () => new LogThreads(pathToFileURL('/no/such/program.js'));

test('reads all files once, a larger one not ahead, and says what is wrong with one', async () => {
  const { directory, names } = await files();
  const read = await all(new ReadAhead(directory, inThisThread()).all(each(names)));
  expect(read.map(([{ file }]) => file).sort()).toEqual(names.toSorted());
  const contentOf = (name: string) => read.find(([{ file }]) => file === name)?.[1];
  expect(contentOf('300')).toEqual({ bytes: 4 * 2 ** 20 + 1 });
  expect(contentOf('250')?.raw).toHaveLength(2 ** 20 + 1);
  expect(Buffer.from(contentOf('13')?.raw ?? []).toString()).toBe('13'.repeat(6));
  expect(contentOf('missing')).toEqual({ bytes: 0, damage: expect.stringContaining('ENOENT') });
  expect(contentOf('device')).toEqual({ bytes: 0, damage: 'not a file' });
});

test('threads read what this thread reads', async () => {
  const { directory, names } = await files();
  const read = (threads: LogThreads) => all(new ReadAhead(directory, threads).all(each(names)));
  const bytesOf = (contents: Awaited<ReturnType<typeof read>>) =>
    contents
      // Jest's own Error is not the one of Node's functions.
      .map(([{ file }, { raw, damage, bytes }]) => [
        file,
        bytes,
        damage?.replace(/^Error: /, ''),
        Buffer.from(raw ?? []).toString('latin1'),
      ])
      .sort();
  const inThreads = await withThreads(await program(), read);
  expect(bytesOf(inThreads)).toEqual(bytesOf(await read(inThisThread())));
});

test('requests wait for a thread, and there is one more only where all are reading', async () => {
  const { directory } = await files();
  const request = { files: [join(directory, '6')], most: 100, enough: 100 };
  await withThreads(await program(), async (threads) => {
    threads.count = 1;
    const reading = Promise.all(Array.from({ length: 5 }, () => threads.read(request)));
    threads.grow();
    expect(threads.count).toBe(2);
    expect((await reading).map(([content]) => content?.bytes)).toEqual([6, 6, 6, 6, 6]);
    threads.grow();
    expect(threads.count).toBe(2);
  });
});

test('a thread that fails fails the reading', async () => {
  const broken = join(await emptyDirectory(), 'broken.mjs');
  await writeFile(broken, "throw new Error('no memory');");
  const { directory, names } = await files();
  await withThreads(pathToFileURL(broken), (threads) =>
    expect(new ReadAhead(directory, threads).all(each(names)).next()).rejects.toThrow('no memory'),
  );
});

test.each([
  ['fails', "throw new Error('no memory');", 'no memory'],
  ['ends', 'process.exit(1);', 'ended'],
])('a thread that %s fails those that wait for one too', async (_, work, message) => {
  const broken = join(await emptyDirectory(), 'broken.mjs');
  await writeFile(
    broken,
    `import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { ${work} });`,
  );
  await withThreads(pathToFileURL(broken), async (threads) => {
    threads.count = 1;
    const request = { files: ['a'], most: 100, enough: 100 };
    const reading = [threads.read(request), threads.read(request)];
    await Promise.all(reading.map((one) => expect(one).rejects.toThrow(message)));
    await expect(threads.read(request)).rejects.toThrow(message);
  });
});

test('a file is read again, and alone whatever its size', async () => {
  const { directory } = await files();
  const ahead = new ReadAhead(directory, inThisThread());
  const again = await all(ahead.again([{ file: '13' }, { file: '300' }]));
  expect(again.map(([, { bytes, raw }]) => [bytes, raw?.length])).toEqual([
    [12, 12],
    [4 * 2 ** 20 + 1, undefined],
  ]);
  expect((await ahead.alone({ file: '300' }, 2 ** 23)).raw).toHaveLength(4 * 2 ** 20 + 1);
});
