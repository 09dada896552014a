import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readReportFiles } from '../../../src/adapters/local/report-files.ts';
import { RequestError } from '../../../src/errors.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'report-files-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('reads the .sql files of a directory, and nothing else', async () => {
  await writeFile(join(directory, 'b.sql'), 'B');
  await writeFile(join(directory, 'a.sql'), 'A é');
  await writeFile(join(directory, 'README.md'), 'C');
  await writeFile(join(directory, '._a.sql'), 'D');
  await mkdir(join(directory, 'old.sql'));
  await expect(readReportFiles(directory)).resolves.toEqual([
    { name: `${directory}/a.sql`, text: 'A é' },
    { name: `${directory}/b.sql`, text: 'B' },
  ]);
});

test('hands on a file whose extension is in capitals, for the catalogue to refuse', async () => {
  await writeFile(join(directory, 'A.SQL'), 'A');
  await expect(readReportFiles(directory)).resolves.toHaveLength(1);
});

test('names files as seen from the working directory', async () => {
  const names = (await readReportFiles(join(process.cwd(), 'sql/reports'))).map(({ name }) => name);
  expect(names).toContain('sql/reports/console-logins.sql');
});

test('refuses a directory that is not there', async () => {
  await expect(readReportFiles(join(directory, 'none'))).rejects.toEqual(
    new RequestError([`${directory}/none: no directory of reports to read (ENOENT)`]),
  );
});

test('says of a file that it is not UTF-8, or cannot be read, and reads the rest', async () => {
  await writeFile(join(directory, 'a.sql'), Buffer.from('-- title: \xe9', 'latin1'));
  await symlink('nowhere', join(directory, 'b.sql'));
  await writeFile(join(directory, 'c.sql'), 'C');
  await expect(readReportFiles(directory)).resolves.toEqual([
    { name: `${directory}/a.sql`, reason: 'not UTF-8 text: save it as UTF-8' },
    { name: `${directory}/b.sql`, reason: 'cannot be read (ENOENT)' },
    { name: `${directory}/c.sql`, text: 'C' },
  ]);
});
