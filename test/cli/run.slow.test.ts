import {
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import PostalMime from 'postal-mime';
import type { RunOptions } from '../../src/cli/options.ts';
import { type FinishedRun, runOnLogs } from '../../src/cli/run-on-logs.ts';
import { RequestError } from '../../src/errors.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import { ACCOUNT, emptyDirectory, logPath, REGION, signIn, writeLog } from '../logs.ts';

const quiet = { read: () => {}, flow: () => {} };

/** Most of what these tests say does not depend on the reports, and a run of all of them takes three times as long. */
const FEW = ['console-logins', 'coverage', 'iam-role-actions', 'iam-user-actions'];

async function runAll(logs: string, options: Partial<RunOptions> = {}): Promise<FinishedRun> {
  const out = await emptyDirectory();
  return runOnLogs({ logs, out, from: '2026-11-21', to: '2026-11-21', memory: '256MB', ...options }, quiet);
}

function run(logs: string, options: Partial<RunOptions> = {}): Promise<FinishedRun> {
  return runAll(logs, { reports: FEW, ...options });
}

async function someLogs(): Promise<string> {
  const logs = await emptyDirectory();
  await writeLog(logs, logPath(), [
    signIn({ eventID: '1' }),
    signIn({
      eventID: '2',
      responseElements: { ConsoleLogin: 'Failure' },
      errorMessage: 'Failed authentication',
    }),
  ]);
  await writeLog(logs, logPath({ day: '2026/11/22' }), [
    signIn({ eventID: '3', eventTime: '2026-11-21T23:58:00Z' }),
  ]);
  return logs;
}

const fileOf = ({ archive, plan }: FinishedRun, name: string) =>
  archive.locate(`${plan.run.archive}/${name}`);
const rowsOf = async (finished: FinishedRun, report: string) =>
  parse(await readFile(fileOf(finished, `${report}.csv`)), { bom: true, columns: true }) as Record<
    string,
    string
  >[];

async function faultsOf(options: Partial<RunOptions>): Promise<string[]> {
  const refused: unknown = await run(options.logs ?? (await someLogs()), options).catch(
    (error: unknown) => error,
  );
  if (!(refused instanceof RequestError)) throw refused;
  return [...refused.faults];
}

describe('a run', () => {
  let finished: FinishedRun;
  beforeAll(async () => {
    finished = await runAll(await someLogs());
  });

  test('archives a CSV for each report, the figures, the mail and the manifest, and nothing else', async () => {
    const files = await readdir(fileOf(finished, '.'));
    expect(files.sort()).toEqual([
      'console-logins.csv',
      'console-logins.figures.json',
      'controls.csv',
      'controls.figures.json',
      'coverage.csv',
      'coverage.figures.json',
      'failed-console-logins.csv',
      'failed-console-logins.figures.json',
      'iam-role-actions.csv',
      'iam-role-actions.figures.json',
      'iam-user-actions.csv',
      'iam-user-actions.figures.json',
      'manifest.json',
      'message.eml',
      'other-actions.csv',
      'other-actions.figures.json',
      'renderings.json',
      'report.html',
      'report.xlsx',
      'root-actions.csv',
      'root-actions.figures.json',
    ]);
  });

  test('finds events that were delivered into the next day', async () => {
    expect((await rowsOf(finished, 'console-logins')).map(({ eventid }) => eventid)).toEqual(['3', '1', '2']);
  });

  test('is in the folder of its first local day', () => {
    expect(finished.plan.run.archive).toMatch(
      /^runs\/2026\/11\/21\/manual-20261121T0000Z-20261122T0000Z-[0-9a-f]{8}$/,
    );
  });

  test('writes the manifest that it returns', async () => {
    const written: Manifest = JSON.parse(await readFile(fileOf(finished, 'manifest.json'), 'utf8'));
    expect(written).toEqual(finished.manifest);
  });

  test('succeeds', () => {
    expect(finished.manifest).toMatchObject({ status: 'succeeded', warnings: [], logs: { files: 2 } });
  });

  test('says in the manifest which accounts and regions had events', () => {
    expect(finished.manifest.coverage).toMatchObject({
      hours: 24,
      accounts: [{ account: ACCOUNT, events: 3, regions: { [REGION]: 3 } }],
      regions: [REGION],
    });
  });

  test('mails the counts in the subject', async () => {
    const mail = await PostalMime.parse(await readFile(fileOf(finished, 'message.eml')));
    expect(mail.subject).toContain('1 failed console login');
  });

  test('attaches the CSVs as they are archived', async () => {
    const mail = await PostalMime.parse(await readFile(fileOf(finished, 'message.eml')));
    const attached = mail.attachments.find(({ filename }) => filename === 'console-logins.csv');
    expect(Buffer.from(attached?.content as ArrayBuffer)).toEqual(
      await readFile(fileOf(finished, 'console-logins.csv')),
    );
  });
});

test('asked for twice, is one run', async () => {
  const [logs, out] = [await someLogs(), await emptyDirectory()];
  const first = await run(logs, { out });
  const second = await run(logs, { out });
  expect(second.plan.run.runId).toBe(first.plan.run.runId);
});

test('run again and partly failing, keeps no file of the run before', async () => {
  const [logs, out] = [await someLogs(), await emptyDirectory()];
  await run(logs, { out });
  const config = join(await emptyDirectory(), 'config.json');
  await writeFile(config, JSON.stringify({ mute: { 'iam-user-actions': { nosuchcolumn: ['x'] } } }));
  const again = await run(logs, { out, config });
  const files = await readdir(fileOf(again, '.'));
  expect(files.filter((name) => name.startsWith('iam-user-actions'))).toEqual([]);
  expect(files).toContain('iam-role-actions.csv');
});

test('run again, keeps no gzipped CSV of the run before', async () => {
  const [logs, out] = [await someLogs(), await emptyDirectory()];
  const first = await run(logs, { out });
  await writeFile(fileOf(first, 'iam-role-actions.csv.gz'), '');
  const files = await readdir(fileOf(await run(logs, { out }), '.'));
  expect(files.filter((name) => name.startsWith('iam-role-actions.csv'))).toEqual(['iam-role-actions.csv']);
});

test('over other logs, into the same archive, is another run, and both say whose logs they are', async () => {
  const [logs, others, out] = [await someLogs(), await someLogs(), await emptyDirectory()];
  const first = await run(logs, { out });
  const second = await run(others, { out });
  expect(second.plan.run.runId).not.toBe(first.plan.run.runId);
  expect([first.manifest.source, second.manifest.source]).toEqual([
    await realpath(logs),
    await realpath(others),
  ]);
});

test('under way twice at once, ends well twice', async () => {
  const [logs, out] = [await someLogs(), await emptyDirectory()];
  const runs = await Promise.all([run(logs, { out }), run(logs, { out })]);
  expect(runs.map(({ manifest }) => manifest.status)).toEqual(['succeeded', 'succeeded']);
});

test('removes its working files', async () => {
  const out = await emptyDirectory();
  await run(await someLogs(), { out });
  expect(await readdir(out)).toEqual(['runs']);
});

test('removes the working files of a run that was killed days ago, not those of one that may be under way', async () => {
  const out = await emptyDirectory();
  const [killed, underWay] = [join(out, '.work-killed'), join(out, '.work-under-way')];
  await Promise.all([killed, underWay].map((path) => mkdir(path)));
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600;
  await utimes(killed, twoDaysAgo, twoDaysAgo);
  await run(await someLogs(), { out });
  expect((await readdir(out)).sort()).toEqual(['.work-under-way', 'runs']);
});

test('removes the parts of files that the same run left when it was killed days ago', async () => {
  const [logs, out] = [await someLogs(), await emptyDirectory()];
  const { archive, plan } = await run(logs, { out });
  const left = archive.locate(`${plan.run.archive}/.1b7d86b0-4681-4768-a2ab-f52646dc0b15.part`);
  await writeFile(left, 'half');
  const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600;
  await utimes(left, twoDaysAgo, twoDaysAgo);
  await run(logs, { out });
  await expect(stat(left)).rejects.toThrow('ENOENT');
});

test('without a range takes the last full day that the logs hold', async () => {
  const logs = await someLogs();
  await writeLog(logs, logPath({ day: '2026/11/22', name: '20261122T0005Z_x.json.gz' }), []);
  const { manifest } = await runOnLogs({ logs, out: await emptyDirectory(), memory: '256MB' }, quiet);
  expect(manifest.window).toEqual({
    from: '2026-11-21T00:00:00Z',
    to: '2026-11-22T00:00:00Z',
    timezone: 'UTC',
  });
});

test('log files without any event of the window make the run partial: nothing is said of it', async () => {
  const logs = await emptyDirectory();
  await writeLog(logs, logPath(), [signIn({ eventTime: '2026-11-20T23:00:00Z' })]);

  const { manifest } = await run(logs);

  expect([manifest.status, manifest.warnings]).toMatchObject(['partial', [{ code: 'no-events', files: 1 }]]);
  expect(manifest.mail.subject).toMatch(/^PARTIAL: no events in this window · /);
});

test('without the report coverage says nothing of what was covered', async () => {
  const { manifest } = await run(await someLogs(), { reports: ['iam-role-actions'] });
  expect(manifest).not.toHaveProperty('coverage');
});

test('takes days in the zone asked for', async () => {
  const { manifest } = await run(await someLogs(), { timezone: 'Asia/Tokyo' });
  expect(manifest.window.from).toBe('2026-11-20T15:00:00Z');
});

test('makes only the reports asked for', async () => {
  const { manifest } = await run(await someLogs(), { reports: ['iam-user-actions'] });
  expect(manifest.reports.map(({ id }) => id)).toEqual(['iam-user-actions']);
});

test('without log files in the window is partial, and says so in the subject', async () => {
  const { manifest } = await run(await someLogs(), { from: '2026-11-01', to: '2026-11-01' });
  expect([
    manifest.status,
    manifest.warnings[0]?.code,
    manifest.mail.subject.includes('no log files'),
  ]).toEqual(['partial', 'no-log-files', true]);
});

test('without log files of its own days has no logs, whatever is in the folder of the day after', async () => {
  const logs = await emptyDirectory();
  await writeLog(logs, logPath({ day: '2026/11/22' }), [signIn({ eventTime: '2026-11-22T07:00:00Z' })]);
  const { manifest } = await run(logs);
  expect(manifest.warnings.map(({ code }) => code)).toEqual(['no-log-files']);
});

test('with a day without log files is partial, and says so in the subject', async () => {
  const { manifest } = await run(await someLogs(), { from: '2026-11-20', to: '2026-11-22' });
  expect([manifest.status, manifest.warnings]).toEqual([
    'partial',
    [expect.objectContaining({ code: 'days-without-log-files', missing: 1, of: 3 })],
  ]);
  expect(manifest.mail.subject).toContain('no log files for 1 of 3 days');
});

test('with a damaged log file is partial, and names the file', async () => {
  const logs = await someLogs();
  await writeLog(logs, logPath({ name: 'broken.json.gz' }), 'not JSON');
  const { manifest } = await run(logs);
  expect([manifest.status, manifest.warnings]).toEqual([
    'partial',
    [expect.objectContaining({ code: 'damaged-log-file', file: logPath({ name: 'broken.json.gz' }) })],
  ]);
});

describe('the manifest says what came of each control', () => {
  const byRoot = async () => {
    const logs = await emptyDirectory();
    await writeLog(logs, logPath(), [signIn({ userIdentity: { type: 'Root', accountId: ACCOUNT } })]);
    return logs;
  };
  const outcome = ({ manifest }: FinishedRun, id: string) => manifest.controls?.find((it) => it.id === id);

  test('of those with people in them the events, of others that they are quiet', async () => {
    const finished = await run(await byRoot(), { reports: ['controls'] });
    expect(outcome(finished, 'root-used')).toMatchObject({
      title: 'Root user used',
      status: 'people',
      events: 1,
      rows: [{ identity: 'root', eventname: 'ConsoleLogin', eventtime: '2026-11-21T07:00:00Z' }],
    });
    expect(outcome(finished, 'sign-in-after-failures')).toMatchObject({ status: 'quiet', events: 0 });
  });

  test('of groups how many events they had', async () => {
    const config = join(await emptyDirectory(), 'config.json');
    await writeFile(config, JSON.stringify({ groups: { 'break-glass': { identity: ['root'] } } }));
    expect(outcome(await run(await byRoot(), { config, reports: ['controls'] }), 'root-used')).toMatchObject({
      status: 'grouped',
      events: 0,
      grouped: { 'break-glass': 1 },
    });
  });

  test('nothing where they were not asked for', async () => {
    const { manifest } = await run(await byRoot(), { reports: ['console-logins'] });
    expect(manifest).not.toHaveProperty('controls');
  });
});

test('one report that fails costs no other', async () => {
  const config = join(await emptyDirectory(), 'config.json');
  await writeFile(config, JSON.stringify({ mute: { 'iam-user-actions': { nosuchcolumn: ['x'] } } }));
  const { manifest } = await run(await someLogs(), { config });
  expect(manifest.reports.map(({ id, status }) => [id, status])).toEqual([
    ['console-logins', 'succeeded'],
    ['coverage', 'succeeded'],
    ['iam-role-actions', 'succeeded'],
    ['iam-user-actions', 'failed'],
  ]);
});

test('mails in the language of the configuration, and writes the manifest in English', async () => {
  const config = join(await emptyDirectory(), 'config.json');
  await writeFile(config, JSON.stringify({ language: 'ja' }));
  const { manifest } = await run(await someLogs(), { config, reports: ['console-logins'] });
  expect([manifest.mail.subject, manifest.reports[0]?.title]).toEqual([
    'AWS · CloudTrail監査 2026年11月21日(土) · コンソールログイン 3件',
    'Console logins',
  ]);
});

test('mutes rows in the mail, not in the CSV', async () => {
  const config = join(await emptyDirectory(), 'config.json');
  await writeFile(config, JSON.stringify({ mute: { 'iam-user-actions': { username: ['alice'] } } }));
  const finished = await run(await someLogs(), { config });
  const report = finished.manifest.reports.find(({ id }) => id === 'iam-user-actions');
  expect([report?.rows, report?.mutedRows, (await rowsOf(finished, 'iam-user-actions')).length]).toEqual([
    3, 3, 3,
  ]);
});

describe('after a run of the day before', () => {
  const OTHER = '444455556666';
  const [yesterday, today] = [
    { from: '2026-11-20', to: '2026-11-20' },
    { from: '2026-11-21', to: '2026-11-21' },
  ];

  /** Two accounts on the first day, of which one goes on. */
  async function logsOfTwoDays(): Promise<string> {
    const logs = await someLogs();
    for (const [account, region] of [
      [ACCOUNT, REGION],
      [ACCOUNT, 'eu-west-3'],
      [OTHER, REGION],
    ] as const) {
      const event = { eventTime: '2026-11-20T07:00:00Z', recipientAccountId: account, awsRegion: region };
      await writeLog(logs, logPath({ account, region, day: '2026/11/20' }), [
        signIn({ ...event, eventID: `${account}-${region}` }),
      ]);
    }
    return logs;
  }

  test('is partial with an account that fell silent, and names it in the subject and before the counts', async () => {
    const [logs, out] = [await logsOfTwoDays(), await emptyDirectory()];
    const before = await run(logs, { out, ...yesterday });
    const after = await run(logs, { out, ...today });
    expect([after.manifest.status, after.manifest.warnings]).toEqual([
      'partial',
      [
        expect.objectContaining({
          code: 'silent-account',
          account: OTHER,
          lastEventTime: '2026-11-20T07:00:00Z',
        }),
      ],
    ]);
    expect(after.manifest.mail.subject).toMatch(/^PARTIAL: 1 silent account · /);
    expect(after.manifest.coverage).toMatchObject({
      comparedWith: before.plan.run.runId,
      silent: { sinceLastRun: [{ region: 'eu-west-3', accounts: [ACCOUNT] }] },
    });
    const { text = '' } = await PostalMime.parse(await readFile(fileOf(after, 'message.eml')));
    expect(text).toContain('silent since the last run: eu-west-3 (111122223333)');
    expect(text.slice(0, text.indexOf('Counts'))).toContain('account 444455556666: no events in this window');
  });

  test('succeeds where that account is not among the expected ones', async () => {
    const [logs, out] = [await logsOfTwoDays(), await emptyDirectory()];
    const config = join(await emptyDirectory(), 'config.json');
    await writeFile(config, JSON.stringify({ expected: { accounts: [ACCOUNT] } }));
    await run(logs, { out, config, ...yesterday });
    expect((await run(logs, { out, config, ...today })).manifest.status).toBe('succeeded');
  });

  test('without log files says so in the subject, and nothing of silent accounts', async () => {
    const [logs, out] = [await logsOfTwoDays(), await emptyDirectory()];
    await run(logs, { out, ...yesterday });
    await rm(join(logs, dirname(logPath())), { recursive: true });
    const { manifest } = await run(logs, { out, ...today });
    expect(manifest.warnings.map(({ code }) => code)).toEqual(['no-log-files']);
    expect(manifest.mail.subject).toMatch(/^PARTIAL: no log files for this window · .* 2026-11-21$/);
  });

  test('an account that fell silent is named in the run after, too, though the last run had no logs', async () => {
    const [logs, out] = [await logsOfTwoDays(), await emptyDirectory()];
    await run(logs, { out, ...yesterday });
    await rm(join(logs, dirname(logPath())), { recursive: true });
    await run(logs, { out, ...today });
    const event = { eventTime: '2026-11-22T07:00:00Z', recipientAccountId: OTHER };
    await writeLog(logs, logPath({ account: OTHER, day: '2026/11/22' }), [signIn(event)]);
    const { manifest } = await run(logs, { out, from: '2026-11-22', to: '2026-11-22' });
    expect(manifest.warnings).toEqual([
      expect.objectContaining({ code: 'silent-account', account: ACCOUNT, expected: 'last-run' }),
    ]);
  });

  test('without the report coverage compares nothing', async () => {
    const [logs, out] = [await logsOfTwoDays(), await emptyDirectory()];
    await run(logs, { out, ...yesterday });
    const { manifest } = await run(logs, { out, ...today, reports: ['console-logins'] });
    expect([manifest.status, manifest.warnings]).toEqual(['succeeded', []]);
  });
});

describe('is refused, with nothing written,', () => {
  test('where --logs has no AWSLogs, but the directory above or one below has: it says which', async () => {
    const place = await emptyDirectory();
    await rename(await someLogs(), join(place, 'copy'));
    for (const logs of [place, join(place, 'copy/AWSLogs', ACCOUNT)]) {
      expect(await faultsOf({ logs })).toEqual([
        expect.stringContaining(`has no folder AWSLogs, but ${join(place, 'copy')} has; give --logs`),
      ]);
    }
  });

  test('where --logs has no AWSLogs', async () => {
    const logs = await emptyDirectory();
    expect(await faultsOf({ logs })).toEqual([
      expect.stringContaining(`logs: ${logs} has no folder AWSLogs`),
    ]);
  });

  test('where --logs is empty', async () => {
    expect(await faultsOf({ logs: '' })).toEqual([expect.stringContaining('logs: missing')]);
  });

  test('for options and places at once, each with its fault', async () => {
    const file = join(await emptyDirectory(), 'file');
    await writeFile(file, '');
    const faults = await faultsOf({ logs: file, out: file, memory: 'lots', reports: ['logins'] });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['memory', 'logs', 'out', 'reports[0]']);
  });

  test('where the first day alone is given, and the logs end before it', async () => {
    const logs = await someLogs();
    const refused = runOnLogs({ logs, out: await emptyDirectory(), from: '2026-11-23' }, quiet);
    await expect(refused).rejects.toMatchObject({
      faults: [
        'from: 2026-11-23 is after the last full day in the logs, 2026-11-21; give an earlier day, or --to as well',
      ],
    });
  });

  test('where --out is a broken link', async () => {
    const out = join(await emptyDirectory(), 'link');
    await symlink('/no/such/directory', out);
    expect(await faultsOf({ out })).toEqual([`out: ${out} is a broken link; give another directory`]);
  });

  const onLinux = process.platform === 'linux' ? test : test.skip;
  onLinux('where --out is in a directory that takes no new one', async () => {
    expect(await faultsOf({ out: '/proc/archive' })).toEqual([
      expect.stringContaining('out: /proc cannot be written to'),
    ]);
  });

  test('where --out is a file', async () => {
    const out = join(await emptyDirectory(), 'file');
    await writeFile(out, '');
    expect(await faultsOf({ out })).toEqual([
      `out: ${out} is a file; give a directory, or a path where one can be made`,
    ]);
  });

  test('where --out is below a file', async () => {
    const file = join(await emptyDirectory(), 'file');
    await writeFile(file, '');
    expect(await faultsOf({ out: join(file, 'archive') })).toEqual([
      expect.stringContaining(`out: ${file} is a file`),
    ]);
  });

  test('where a file is in the place of the runs', async () => {
    const out = await emptyDirectory();
    await writeFile(join(out, 'runs'), '');
    expect(await faultsOf({ out })).toEqual([expect.stringContaining(`out: ${join(out, 'runs')} is a file`)]);
  });

  test('for an unknown report, naming the known ones', async () => {
    expect((await faultsOf({ reports: ['logins'] })).join()).toContain(
      'console-logins, controls, coverage, failed-console-logins, iam-role-actions, iam-user-actions',
    );
  });

  test.each([
    ['a malformed date', { from: '2026-13-01' }],
    ['a reversed range', { from: '2026-11-22', to: '2026-11-21' }],
    ['a future date', { from: '2026-11-21', to: '9999-01-01' }],
    ['an unknown time zone', { timezone: 'Asia/Tokio' }],
    ['a configuration file that does not exist', { config: 'no-such-file.json' }],
  ])('for %s', async (_, options) => {
    const out = await emptyDirectory();
    await faultsOf({ ...options, out });
    expect(await readdir(out)).toEqual([]);
  });

  test('for an unknown time zone where no range is given', async () => {
    const [logs, out] = [await someLogs(), await emptyDirectory()];
    const refused = runOnLogs({ logs, out, timezone: 'Asia/Tokio', memory: '256MB' }, quiet);
    await expect(refused).rejects.toMatchObject({ faults: [expect.stringContaining('Asia/Tokio')] });
  });

  test('for a configuration with an unknown setting', async () => {
    const config = join(await emptyDirectory(), 'config.json');
    await writeFile(config, '{"mutes":{}}');
    expect(await faultsOf({ config })).toEqual([expect.stringContaining('mutes')]);
  });

  test('for a configuration with a byte order mark and a wrong schedule', async () => {
    const config = join(await emptyDirectory(), 'config.json');
    await writeFile(config, '\uFEFF{"schedule":{"period":"P0D","settle":"x"}}');
    expect(await faultsOf({ config })).toEqual([
      expect.stringContaining('config: schedule.period: "P0D"'),
      expect.stringContaining('config: schedule.settle: "x"'),
    ]);
  });

  test.each([
    ['{"mutes":{}}', 'mutes: unknown setting; remove it'],
    [
      '{"schedule":{"settle":"x"}}',
      'config: schedule.settle: "x" is not a time in hours, minutes and seconds',
    ],
  ])('for the schedule of %s, each fault once', async (text, fault) => {
    const config = join(await emptyDirectory(), 'config.json');
    await writeFile(config, text);
    const [logs, out] = [await someLogs(), await emptyDirectory()];
    const refused = runOnLogs({ logs, out, config, scheduled: '2026-03-06T07:00:00Z' }, quiet);
    await expect(refused).rejects.toMatchObject({ faults: [expect.stringContaining(fault)] });
  });

  test('for a configuration that mutes what was covered', async () => {
    const config = join(await emptyDirectory(), 'config.json');
    await writeFile(config, '{"mute":{"coverage":{"awsregion":["us-east-1"]}}}');
    expect(await faultsOf({ config })).toEqual([
      expect.stringContaining('config: mute.coverage: this report is never muted'),
    ]);
  });

  test('for a group that matches everybody', async () => {
    const config = join(await emptyDirectory(), 'config.json');
    await writeFile(config, '{"groups":{"all":{"identity":["*"]}}}');
    expect(await faultsOf({ config })).toEqual([
      expect.stringMatching(/groups.all.identity: .* matches everybody/),
    ]);
  });

  test('for a configuration that mutes an unknown report', async () => {
    const config = join(await emptyDirectory(), 'config.json');
    await writeFile(config, '{"mute":{"logins":{"username":["x"]}}}');
    expect(await faultsOf({ config })).toEqual([expect.stringContaining('mute.logins')]);
  });
});
