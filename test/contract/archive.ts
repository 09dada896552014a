import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Archive } from '../../src/ports.ts';

/** What every archive does. `makeArchive` gives an empty one. */
export function archiveContract(name: string, makeArchive: () => Promise<Archive>): void {
  describe(`${name} is an archive:`, () => {
    test.each([
      ['empty', 0],
      ['small', 1_000],
      ['as large as one part of an upload', 5 * 2 ** 20],
      ['of several parts', 11_000_000],
    ])('reads back byte for byte what was written: %s', async (_, size) => {
      const archive = await makeArchive();
      const content = randomBytes(size);

      await archive.write(KEY, inChunks(content), 'text/csv');

      expect(Buffer.compare(await bytesOf(archive, KEY), content)).toBe(0);
    });

    test('takes content that is there as a whole', async () => {
      const archive = await makeArchive();

      await archive.write(KEY, [Buffer.from('one,'), Buffer.from('two')], 'text/csv');

      expect(await textOf(archive, KEY)).toBe('one,two');
    });

    test('replaces', async () => {
      const archive = await makeArchive();
      await archive.write(KEY, [Buffer.from('the former, longer content')], 'text/csv');

      await archive.write(KEY, [Buffer.from('the latter')], 'text/csv');

      expect(await textOf(archive, KEY)).toBe('the latter');
    });

    test.each([0, 1_000, 11_000_000])('gives %d bytes piece by piece', async (size) => {
      const archive = await makeArchive();
      const content = randomBytes(size);
      await archive.write(KEY, inChunks(content), 'text/csv');

      const found = await buffer(archive.content(KEY));

      expect(Buffer.compare(found, content)).toBe(0);
    });

    test('content may be left before its end', async () => {
      const archive = await makeArchive();
      await archive.write(KEY, inChunks(randomBytes(11_000_000)), 'text/csv');

      for await (const piece of archive.content(KEY)) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
      expect(await archive.read('runs/none')).toBeUndefined();
    });

    test.each(['runs/none', '../outside.csv'])('has no content under the key %s', async (key) => {
      const archive = await makeArchive();

      await expect(buffer(archive.content(key))).rejects.toThrow(key.replace('../', ''));
    });

    test('reads no more than it may', async () => {
      const archive = await makeArchive();
      await archive.write(KEY, [Buffer.from('four')], 'text/csv');

      expect(await archive.read(KEY, 4)).toBeDefined();
      await expect(archive.read(KEY, 3)).rejects.toThrow('has more than 3 bytes');
      expect(await archive.read('runs/none', 3)).toBeUndefined();
    });

    describe('an exchange', () => {
      const exchange = (archive: Archive, before: string | undefined, after: string) =>
        archive.exchange(
          KEY,
          before === undefined ? undefined : Buffer.from(before),
          Buffer.from(after),
          'text/plain',
        );

      test.each([
        ['nothing is there', undefined, undefined, true],
        ['something is there', 'one', undefined, false],
        ['what is there is what was expected', 'one', 'one', true],
        ['something else is there', 'one', 'two', false],
        ['nothing is there and something was expected', undefined, 'one', false],
      ])('where %s', async (_, there, expected, done) => {
        const archive = await makeArchive();
        if (there) await archive.write(KEY, [Buffer.from(there)], 'text/plain');

        expect(await exchange(archive, expected, 'after')).toBe(done);

        const found = await archive.read(KEY);
        expect(found && Buffer.from(found).toString()).toBe(done ? 'after' : there);
      });

      test.each([undefined, 'before'])('of %s is made by one of many at the same time', async (before) => {
        const archive = await makeArchive();
        if (before) await archive.write(KEY, [Buffer.from(before)], 'text/plain');

        const made = await Promise.all(
          Array.from({ length: 10 }, (_, i) => exchange(archive, before, `after ${i}`)),
        );

        expect(made.filter(Boolean)).toHaveLength(1);
        expect(await textOf(archive, KEY)).toBe(`after ${made.indexOf(true)}`);
      });

      test.each(['../outside.csv', '..'])('refuses the key %s, which leads out of it', async (key) => {
        const archive = await makeArchive();

        await expect(
          (async () => archive.exchange(key, undefined, Buffer.from('x'), 'text/plain'))(),
        ).rejects.toThrow(JSON.stringify(key));
      });
    });

    test('reads an unknown key as undefined', async () => {
      const archive = await makeArchive();
      await archive.write(KEY, [Buffer.from('another')], 'text/csv');

      expect(await archive.read('runs/2026/11/21/run/unknown.csv')).toBeUndefined();
    });

    test('keeps apart two keys where one begins with the other', async () => {
      const archive = await makeArchive();

      await archive.write('runs/a', [Buffer.from('a')], 'text/csv');
      await archive.write('runs/a.csv', [Buffer.from('a.csv')], 'text/csv');

      expect(await textOf(archive, 'runs/a')).toBe('a');
    });

    test('lists the keys below a prefix, in their order', async () => {
      const archive = await makeArchive();
      const keys = ['runs/2026/11/20/b/manifest.json', 'runs/2026/11/21/a/manifest.json', KEY];
      for (const key of [...keys, 'runs/2026/12/01/c/manifest.json', 'runs/2026/110'].toReversed())
        await archive.write(key, [Buffer.from(key)], 'text/csv');

      expect(await archive.list('runs/2026/11/')).toEqual(keys);
    });

    test('lists nothing in an empty archive', async () => {
      expect(await (await makeArchive()).list('runs/2026/11/')).toEqual([]);
    });

    test('measures the files below a prefix', async () => {
      const archive = await makeArchive();
      for (const key of ['events/run=a-1/kind=user/one', 'events/run=a-1/kind=role/two', 'events/run=a-10/x'])
        await archive.write(key, [Buffer.from(key.slice(-3))], 'application/vnd.apache.parquet');

      const files = await archive.measure('events/run=a-1/');

      expect(files.map(({ file, bytes }) => [file, bytes])).toEqual([
        ['kind=role/two', 3],
        ['kind=user/one', 3],
      ]);
    });

    test('lists nothing of content that is still coming', async () => {
      const archive = await makeArchive();
      let seen: string[] | undefined;

      await archive.write(
        KEY,
        (async function* () {
          yield randomBytes(11_000_000);
          seen = await archive.list('runs/');
        })(),
        'text/csv',
      );

      expect(seen).toEqual([]);
    });

    test('refuses to list what leads out of it', async () => {
      await expect((await makeArchive()).list('../')).rejects.toThrow('"..');
    });

    test.each(['runs/with space/a + b & c.csv', 'runs/監査/Prüfung – 100%.csv', 'runs/%2e%2e/?#.csv'])(
      'takes the key %s',
      async (key) => {
        const archive = await makeArchive();

        await archive.write(key, [Buffer.from(key)], 'text/csv');

        expect(await textOf(archive, key)).toBe(key);
      },
    );

    test.each(['../outside.csv', 'runs/../../outside.csv', '..'])(
      'refuses the key %s, which leads out of it',
      async (key) => {
        const archive = await makeArchive();

        await expect(archive.write(key, [Buffer.from('x')], 'text/csv')).rejects.toThrow(JSON.stringify(key));
        await expect(archive.read(key)).rejects.toThrow(JSON.stringify(key));
        expect(() => archive.locate(key)).toThrow(JSON.stringify(key));
      },
    );

    test('locates a key by its name', async () => {
      const archive = await makeArchive();

      expect(archive.locate(KEY).replaceAll('\\', '/')).toMatch(new RegExp(`.+/${KEY}$`));
    });

    describe.each([
      ['at once', 0],
      ['after its beginning', 1_000],
      ['after several parts', 11_000_000],
    ])('content that fails %s', (_, size) => {
      test('rejects with the error of the content', async () => {
        const archive = await makeArchive();
        const error = new Error('the query result broke off');

        await expect(archive.write(KEY, failing(randomBytes(size), error), 'text/csv')).rejects.toBe(error);
      });

      test('leaves nothing', async () => {
        const archive = await makeArchive();

        await archive.write(KEY, failing(randomBytes(size), new Error()), 'text/csv').catch(() => {});

        expect(await archive.read(KEY)).toBeUndefined();
      });

      test('leaves what was there before', async () => {
        const archive = await makeArchive();
        await archive.write(KEY, [Buffer.from('the former')], 'text/csv');

        await archive.write(KEY, failing(randomBytes(size), new Error()), 'text/csv').catch(() => {});

        expect(await textOf(archive, KEY)).toBe('the former');
      });
    });

    test('shows nothing of content that is still coming', async () => {
      const archive = await makeArchive();
      let seen: Uint8Array | undefined;

      await archive.write(
        KEY,
        (async function* () {
          yield randomBytes(11_000_000);
          seen = await archive.read(KEY);
          yield Buffer.from('the end');
        })(),
        'text/csv',
      );

      expect(seen).toBeUndefined();
    });
  });
}

const KEY = 'runs/2026/11/21/run/report.csv';

async function bytesOf(archive: Archive, key: string): Promise<Uint8Array> {
  const content = await archive.read(key);
  if (!content) throw new Error(`nothing under ${key}`);
  return content;
}

const textOf = async (archive: Archive, key: string) => Buffer.from(await bytesOf(archive, key)).toString();

async function* inChunks(content: Uint8Array): AsyncGenerator<Uint8Array> {
  const size = 100_000;
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function* failing(content: Uint8Array, error: Error): AsyncGenerator<Uint8Array> {
  yield* inChunks(content);
  throw error;
}
