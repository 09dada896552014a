import { mkdir, mkdtemp, readdir, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import fc from 'fast-check';
import { directoryArchive } from '../../../src/adapters/local/directory.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'directory-archive-'));
});

afterEach(() => rm(directory, { recursive: true }));

test('writes a key as a file below the directory', async () => {
  await directoryArchive(directory).write('runs/2026/report.csv', [Buffer.from('text')], 'text/csv');

  expect(await readFile(join(directory, 'runs', '2026', 'report.csv'), 'utf8')).toBe('text');
});

test('makes a directory that does not exist yet', async () => {
  const archive = directoryArchive(join(directory, 'not', 'yet'));

  await archive.write('report.csv', [Buffer.from('text')], 'text/csv');

  expect(await readdir(join(directory, 'not', 'yet'))).toEqual(['report.csv']);
});

test('reads a directory that does not exist like an empty one', async () => {
  expect(await directoryArchive(join(directory, 'not', 'yet')).read('report.csv')).toBeUndefined();
});

test('of several that claim a place one gets it', async () => {
  const archive = directoryArchive(directory);

  const claimed = await Promise.all(
    ['events/a', 'events/a', 'events/b'].map((place) => archive.claim?.(place)),
  );

  expect(claimed.slice(0, 2).sort()).toEqual([false, true]);
  expect(claimed[2]).toBe(true);
});

test.each(['write', 'exchange'] as const)(
  'says which file a full disk had no room for: %s',
  async (operation) => {
    const archive = directoryArchive(directory);
    async function* full(): AsyncGenerator<Uint8Array> {
      yield await Promise.reject(
        Object.assign(new Error('ENOSPC: no space left on device, write'), { syscall: 'write' }),
      );
    }
    const written =
      operation === 'write'
        ? archive.write('runs/a.csv', full(), 'text/csv')
        : archive.exchange('runs/a.csv', undefined, full() as never, 'text/csv');
    await expect(written).rejects.toThrow(`, write '${join(directory, 'runs', 'a.csv')}'`);
  },
);

test('locates a key as an absolute path', () => {
  expect(directoryArchive('out').locate('runs/report.csv')).toBe(resolve('out', 'runs', 'report.csv'));
});

test('any key is refused or is below the directory', () => {
  const part = fc.constantFrom(
    '..',
    '.',
    '',
    '/',
    '\\',
    '..\\',
    '%2e%2e',
    '\u0000',
    '~',
    '\n',
    'a',
    '...',
    ' ..',
    '..;',
  );
  const { locate } = directoryArchive(directory);
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('', '/'),
      (parts, between) => {
        const key = parts.join(between);
        const climbs = relative(directory, resolve(directory, `./${key}`));
        if (climbs === '' || /^\.\.(\/|$)/.test(climbs)) expect(() => locate(key)).toThrow('leads out of');
        else expect(locate(key)).toBe(join(directory, climbs));
      },
    ),
    { numRuns: 500 },
  );
});

test('leaves no part of a text that cannot be written, as on a full disk', async () => {
  const failing = (async function* () {
    yield await Promise.reject(new Error('no space left'));
  })() as unknown as Uint8Array;
  const exchanged = directoryArchive(directory).exchange('manifest.json', undefined, failing, 'text/plain');
  await expect(exchanged).rejects.toThrow('no space left');
  expect(await readdir(directory)).toEqual([]);
});

test('leaves no part of content that fails', async () => {
  const failing = async function* () {
    yield Buffer.from('the beginning');
    throw new Error('broke off');
  };

  await directoryArchive(directory)
    .write('report.csv', failing(), 'text/csv')
    .catch(() => {});

  expect(await readdir(directory)).toEqual([]);
});

test('leaves no part where the name is taken by a directory', async () => {
  await mkdir(join(directory, 'report.csv', 'within'), { recursive: true });

  await directoryArchive(directory)
    .write('report.csv', [Buffer.from('text')], 'text/csv')
    .catch(() => {});

  expect(await readdir(directory)).toEqual(['report.csv']);
});

test('distinguishes a key that cannot be read from one that does not exist', async () => {
  await mkdir(join(directory, 'report.csv'));

  await expect(directoryArchive(directory).read('report.csv')).rejects.toMatchObject({ code: 'EISDIR' });
});

test('two writers of one key at once leave the content of one of them', async () => {
  const archive = directoryArchive(directory);
  const contents = ['a'.repeat(300_000), 'b'.repeat(200_000)];

  await Promise.all(contents.map((text) => archive.write('report.csv', [Buffer.from(text)], 'text/csv')));

  expect(contents).toContain(await readFile(join(directory, 'report.csv'), 'utf8'));
});

describe('an exchange', () => {
  const [before, after] = [Buffer.from('before'), Buffer.from('after')];
  const opened = async () => {
    const archive = directoryArchive(directory);
    await archive.write('manifest.json', [before], 'application/json');
    await mkdir(join(directory, 'manifest.json.lock'));
    return archive;
  };

  test('is not made while another process makes one', async () => {
    const archive = await opened();

    expect(await archive.exchange('manifest.json', before, after, 'application/json')).toBe(false);
  });

  test('is made where that process was killed long ago, and leaves nothing of it', async () => {
    const archive = await opened();
    await utimes(join(directory, 'manifest.json.lock'), 0, 0);

    expect(await archive.exchange('manifest.json', before, after, 'application/json')).toBe(true);
    expect(await readdir(directory)).toEqual(['manifest.json']);
  });
});
