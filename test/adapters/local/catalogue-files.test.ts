import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCatalogueFiles } from '../../../src/adapters/local/catalogue-files.ts';
import { RequestError } from '../../../src/errors.ts';

let directory: string;
let reports: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'catalogue-files-'));
  reports = join(directory, 'reports');
  await mkdir(reports);
  await writeFile(join(directory, 'events.sql'), 'E');
});
afterEach(() => rm(directory, { recursive: true }));

test('reads the .sql files of the reports, and nothing else', async () => {
  await writeFile(join(reports, 'b.sql'), 'B');
  await writeFile(join(reports, 'a.sql'), 'A é');
  await writeFile(join(reports, 'README.md'), 'C');
  await writeFile(join(reports, '._a.sql'), 'D');
  await mkdir(join(reports, 'old.sql'));
  await expect(readCatalogueFiles(directory)).resolves.toMatchObject({
    reports: [
      { name: `${reports}/a.sql`, text: 'A é' },
      { name: `${reports}/b.sql`, text: 'B' },
    ],
  });
});

test('reads the derived columns that come with it, then those of a team', async () => {
  await mkdir(join(directory, 'events'));
  await writeFile(join(directory, 'events/mine.sql'), 'M');
  await expect(readCatalogueFiles(directory)).resolves.toMatchObject({
    events: [
      { name: `${directory}/events.sql`, text: 'E' },
      { name: `${directory}/events/mine.sql`, text: 'M' },
    ],
  });
});

test('reads the controls, where there are some', async () => {
  await mkdir(join(directory, 'controls'));
  await writeFile(join(directory, 'controls/mine.sql'), 'M');
  await expect(readCatalogueFiles(directory)).resolves.toMatchObject({
    controls: [{ name: `${directory}/controls/mine.sql`, text: 'M' }],
  });
});

test('hands on a file whose extension is in capitals, for the catalogue to refuse', async () => {
  await writeFile(join(reports, 'A.SQL'), 'A');
  await expect(readCatalogueFiles(directory)).resolves.toMatchObject({ reports: [{ text: 'A' }] });
});

test('names files as seen from the working directory', async () => {
  const { reports, events } = await readCatalogueFiles(join(process.cwd(), 'sql'));
  const names = [...reports, ...events].map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['sql/reports/console-logins.sql', 'sql/events.sql']));
});

test('refuses a directory that is missing', async () => {
  await rm(reports, { recursive: true });
  await expect(readCatalogueFiles(directory)).rejects.toEqual(
    new RequestError([`${reports}: no directory of reports to read (ENOENT)`]),
  );
});

test('says of a file that it is not UTF-8, or cannot be read, and reads the rest', async () => {
  await rm(join(directory, 'events.sql'));
  await writeFile(join(reports, 'a.sql'), Buffer.from('-- title: \xe9', 'latin1'));
  await symlink('nowhere', join(reports, 'b.sql'));
  await writeFile(join(reports, 'c.sql'), 'C');
  await expect(readCatalogueFiles(directory)).resolves.toEqual({
    reports: [
      { name: `${reports}/a.sql`, reason: 'not UTF-8 text: save it as UTF-8' },
      { name: `${reports}/b.sql`, reason: 'cannot be read (ENOENT)' },
      { name: `${reports}/c.sql`, text: 'C' },
    ],
    events: [{ name: `${directory}/events.sql`, reason: 'cannot be read (ENOENT)' }],
    controls: [],
  });
});
