import { mkdir, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { countLogFiles } from '../../../src/adapters/local/log-files/log-store.ts';
import { LogFolders, logSpan } from '../../../src/adapters/local/log-folders.ts';
import type { Partitions } from '../../../src/run/run.ts';
import { ACCOUNT, emptyDirectory, logPath, writeLog } from '../../logs.ts';

const ORGANIZATION = 'o-a1b2c3d4e5';
const OTHER = '444455556666';

async function treeOf(...paths: string[]): Promise<string> {
  const logs = await emptyDirectory();
  for (const path of paths) await writeLog(logs, path, []);
  return logs;
}

async function walk(logs: string, partitions?: Partitions) {
  const [found, met]: [string[], string[]] = [[], []];
  const folders = new LogFolders(logs, {
    unreadable: (path) => met.push(`unreadable ${path}`),
    passedOver: (reason, path) => met.push(`${reason} ${path}`),
    beside: (path) => met.push(`beside ${path}`),
  });
  for await (const folder of folders.days(partitions)) found.push(folder.path);
  return { found, met };
}

const folder = (at: Parameters<typeof logPath>[0] = {}) => dirname(logPath(at));

test('finds the day folders of both layouts in the order of their paths', async () => {
  const places = [
    {},
    { day: '2026/11/20' },
    { region: 'ap-northeast-1' },
    { account: OTHER, organization: ORGANIZATION },
  ];
  const logs = await treeOf(...places.map(logPath));

  expect(await walk(logs)).toEqual({ found: places.map(folder).sort(), met: [] });
});

test('with partitions, enters no folder of others', async () => {
  const logs = await treeOf(logPath(), logPath({ day: '2026/11/22' }), logPath({ day: '2026/12/21' }));
  const account = `AWSLogs/${ACCOUNT}/CloudTrail`;
  // Each is a link to itself, which would be reported if it were listed.
  for (const path of [`AWSLogs/${OTHER}`, `${account}/eu-west-1`, `${account}/us-east-1/2026/10`])
    await symlink(basename(path), join(logs, path));
  const partitions = { from: '2026/11/21', to: '2026/11/21', accounts: [ACCOUNT], regions: ['us-east-1'] };

  expect(await walk(logs, partitions)).toEqual({ found: [folder()], met: [] });
});

test('names what runs pass over', async () => {
  const region = dirname(dirname(dirname(folder())));
  const logs = await treeOf(
    logPath(),
    logPath({ folder: 'CloudTrail-Digest' }),
    `${region}/a.json.gz`,
    `${region}/2026/11/5/a.json.gz`,
    'AWSLogs/notes/a.txt',
    'AWSLogs/.cache/a.txt',
  );
  await symlink(join(logs, region, 'a.json.gz'), join(logs, 'AWSLogs/b.json.gz'));

  const { found, met } = await walk(logs);
  expect(found).toEqual([folder()]);
  expect(met.sort()).toEqual(
    [
      `beside AWSLogs/${ACCOUNT}/CloudTrail-Digest`,
      'outside-days AWSLogs/b.json.gz',
      `outside-days ${region}/a.json.gz`,
      `unknown-folder ${region}/2026/11/5`,
      'unknown-folder AWSLogs/notes',
    ].sort(),
  );
});

test('follows links, and names one that leads nowhere or in a circle', async () => {
  const elsewhere = await treeOf(logPath());
  const logs = await emptyDirectory();
  await mkdir(join(logs, 'AWSLogs'));
  await symlink(join(elsewhere, 'AWSLogs', ACCOUNT), join(logs, 'AWSLogs', ACCOUNT));
  await symlink('nowhere', join(logs, 'AWSLogs', OTHER));
  await symlink(ORGANIZATION, join(logs, 'AWSLogs', ORGANIZATION));

  expect(await walk(logs)).toEqual({
    found: [folder()],
    met: [`unreadable AWSLogs/${OTHER}`, `unreadable AWSLogs/${ORGANIZATION}`],
  });
});

test('takes no file among the folders for a folder', async () => {
  const logs = await treeOf(logPath(), `AWSLogs/${ACCOUNT}/CloudTrail/eu-west-1`);
  await symlink(join(logs, logPath()), join(logs, `AWSLogs/${ACCOUNT}/CloudTrail/eu-west-2`));

  expect(await walk(logs)).toEqual({
    found: [folder()],
    met: ['eu-west-1', 'eu-west-2'].map((name) => `outside-days AWSLogs/${ACCOUNT}/CloudTrail/${name}`),
  });
});

test('log files are those by their names or first bytes, in order, in folders of the day and links among them', async () => {
  const logs = await treeOf(
    ...['b.json.gz', 'a', '07/a.json', '.d.json'].map((name) => `${folder()}/${name}`),
  );
  await writeLog(logs, `${folder()}/notes.txt`, 'to do');
  for (const name of ['e.json.gz', 'f']) await symlink('nowhere', join(logs, folder(), name));
  const passed: string[] = [];
  const tree = new LogFolders(logs, { passedOver: (reason, path) => passed.push(`${reason} ${path}`) });

  const files = await tree.logFiles({ path: folder() });
  expect(files.map((file) => file.slice(folder().length + 1))).toEqual([
    'a',
    'b.json.gz',
    'e.json.gz',
    'f',
    '07/a.json',
  ]);
  expect(passed).toEqual([`not-json ${folder()}/notes.txt`]);
});

test('a link to a folder in a day folder, which may lead in a circle, is named and not followed', async () => {
  const logs = await treeOf(logPath());
  await symlink('.', join(logs, folder(), '07'));
  const passed: string[] = [];
  const tree = new LogFolders(logs, { passedOver: (reason, path) => passed.push(`${reason} ${path}`) });

  expect(await tree.files({ path: folder() })).toEqual([logPath()]);
  expect(passed).toEqual([`unknown-folder ${folder()}/07`]);
});

describe('countLogFiles', () => {
  const partitions = { from: '2026/11/21', to: '2026/11/22' };

  test('counts files and their bytes in the partitions', async () => {
    const logs = await treeOf(logPath({ name: 'a.json' }), logPath({ day: '2026/11/23' }));
    const bytes = '{"Records":[]}'.length;
    expect(await countLogFiles(logs, partitions)).toEqual({
      files: 1,
      bytes,
      complete: true,
      readBytes: bytes,
    });
  });

  test('counts apart the bytes of files that a run reads', async () => {
    const logs = await treeOf(logPath({ name: 'a.json' }), logPath({ name: 'b.json' }));
    const { bytes, readBytes } = await countLogFiles(logs, partitions, (file) => file.endsWith('b.json'));
    expect(readBytes).toBe(bytes / 2);
  });

  test('says that there may be more where a folder cannot be listed', async () => {
    const logs = await treeOf(logPath({ name: 'a.json' }));
    await symlink('22', join(logs, folder({ day: '2026/11/22' })));
    expect(await countLogFiles(logs, partitions)).toMatchObject({ files: 1, complete: false });
  });
});

describe('logSpan', () => {
  const named = (stamp: string) => `${stamp}_AbCdEfGhIjKlMnOp.json.gz`;

  test('is the days that have a folder, and the newest delivery', async () => {
    const logs = await treeOf(
      logPath({ day: '2026/11/20', name: named('20261120T0900Z') }),
      logPath({ name: named('20261121T0705Z') }),
      logPath({ region: 'eu-west-1', name: named('20261121T0710Z') }),
    );
    expect(await logSpan(logs)).toEqual({
      days: ['2026/11/20', '2026/11/21'],
      newestDelivery: '2026-11-21T07:10:00Z',
    });
  });

  test('looks into the day before where the newest has no log file', async () => {
    const logs = await treeOf(logPath({ name: named('20261121T0705Z') }));
    await writeLog(logs, `${folder({ day: '2026/11/22' })}/a.txt`, 'to do');
    expect(await logSpan(logs)).toEqual({
      days: ['2026/11/21', '2026/11/22'],
      newestDelivery: '2026-11-21T07:05:00Z',
    });
  });

  test('counts a day folder that cannot be listed as one with log files', async () => {
    const logs = await treeOf(logPath());
    await symlink('22', join(logs, folder({ day: '2026/11/22' })));
    expect(await logSpan(logs)).toMatchObject({ newestDelivery: '2026-11-22T23:59:00Z' });
  });

  test('has no delivery without a log file', async () => {
    const logs = await emptyDirectory();
    await writeLog(logs, `${folder()}/a.txt`, 'to do');
    expect(await logSpan(logs)).toEqual({ days: ['2026/11/21'] });
  });
});
