import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { writeSample } from '../../src/cli/write-sample.ts';
import { RequestError } from '../../src/errors.ts';

const small = { days: 2, events: 300, seed: 3 };

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sample-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

describe('writeSample', () => {
  it('writes gzipped log files, and says how many', async () => {
    const out = join(directory, 'new', 'logs');
    const written = await writeSample({ ...small, out });
    const logs = [...(await contents(out))].filter(([path]) => path.includes('/CloudTrail/'));
    const records = logs.flatMap(([, bytes]) => JSON.parse(gunzipSync(bytes).toString()).Records);
    const bytes = logs.reduce((sum, [, content]) => sum + content.length, 0);
    expect(records).toHaveLength(small.events);
    expect(written).toEqual({
      files: logs.length,
      events: 300,
      bytes,
      firstDay: '2025-10-30',
      lastDay: '2025-10-31',
    });
  });

  it('writes the same bytes for the same options', async () => {
    await writeSample({ ...small, out: join(directory, 'one') });
    await writeSample({ ...small, out: join(directory, 'other') });
    expect(await contents(join(directory, 'one'))).toEqual(await contents(join(directory, 'other')));
  });

  it('replaces an earlier sample, and leaves nothing of it', async () => {
    await writeSample({ ...small, out: join(directory, 'fresh') });
    await writeSample({ ...small, seed: 4, days: 5, out: join(directory, 'used') });
    await writeSample({ ...small, out: join(directory, 'used') });
    expect(await contents(join(directory, 'used'))).toEqual(await contents(join(directory, 'fresh')));
  });

  it('takes an empty directory', async () => {
    await expect(writeSample({ ...small, out: directory })).resolves.toMatchObject({ events: 300 });
  });

  it('refuses a file', async () => {
    await writeFile(join(directory, 'file'), 'mine');
    expect(await faults({ out: join(directory, 'file') })).toEqual([expect.stringContaining('is a file')]);
  });

  it('refuses a place below a file', async () => {
    await writeFile(join(directory, 'file'), 'mine');
    expect(await faults({ out: join(directory, 'file', 'logs') })).toHaveLength(1);
  });

  it('refuses a directory of other logs, and leaves it as it is', async () => {
    await mkdir(join(directory, 'AWSLogs/555566667777'), { recursive: true });
    expect(await faults({ out: directory })).toEqual([expect.stringContaining('other than a sample')]);
    expect(await readdir(directory)).toEqual(['AWSLogs']);
  });

  it('refuses a sample that something else has been put into', async () => {
    await writeSample({ ...small, out: directory });
    await mkdir(join(directory, 'AWSLogs/555566667777'));
    expect(await faults({ out: directory })).toEqual([expect.stringContaining('other than a sample')]);
  });

  it('refuses a sample that has other files beside it', async () => {
    await writeSample({ ...small, out: directory });
    await writeFile(join(directory, 'notes.txt'), 'mine');
    expect(await faults({ out: directory })).toEqual([expect.stringContaining('other than a sample')]);
  });

  it('names every fault, and writes nothing', async () => {
    const out = join(directory, 'logs');
    const found = await faults({ out, days: 0, events: 1.5, seed: -1 });
    expect(found.map((fault) => fault.split(':')[0])).toEqual(['days', 'events', 'seed']);
    expect(await readdir(directory)).toEqual([]);
  });
});

async function faults(options: Partial<typeof small> & { out: string }): Promise<readonly string[]> {
  const error = await writeSample({ ...small, ...options }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RequestError);
  return (error as RequestError).faults;
}

async function contents(root: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const files = await Promise.all(
    paths.sort().map(async (path) => [path.slice(root.length), await readFile(path)] as const),
  );
  return new Map(files);
}
