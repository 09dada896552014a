import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { checksumOf } from '../../src/archive/checksum.ts';
import { newCsv } from '../../src/steps/new-csv.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import { audit } from './audit.ts';

const DAY = ['--from', '2026-11-21', '--to', '2026-11-21'];
const HOSTILE = 'a\u001b[2J\u202eb';

const user = (account: string, userName: string) => ({
  type: 'IAMUser',
  accountId: account,
  userName,
  arn: `arn:aws:iam::${account}:user/${userName}`,
  accessKeyId: `AKIA${account}AAAA`,
});

async function someLogs(): Promise<string> {
  const logs = await emptyDirectory();
  await writeLog(logs, logPath(), [
    signIn({ eventID: '1', userIdentity: user('111122223333', 'aiko'), eventTime: '2026-11-21T08:00:00Z' }),
    signIn({
      eventID: '2',
      userIdentity: user('111122223333', 'aiko'),
      eventTime: '2026-11-21T09:00:00Z',
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      eventType: 'AwsApiCall',
      errorCode: 'AccessDenied',
      sourceIPAddress: '198.51.100.7',
      userAgent: HOSTILE,
    }),
    signIn({ eventID: '3', userIdentity: user('111122223333', 'ben') }),
    signIn({ eventID: '4', userIdentity: user('444455556666', 'ben') }),
    signIn({ eventID: '5', userIdentity: user('444455556666', "o'hara") }),
  ]);
  return logs;
}

const who = (name: string, logs: string, ...more: string[]) =>
  audit(['who', name, '--logs', logs, '--memory', '512MB', ...DAY, ...more]);

test('says what a user did, by what, from where, what was refused, and why it matters', async () => {
  const { status, stdout, stderr } = await who('Aiko', await someLogs(), '--json');

  expect([status, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toMatchObject({
    kind: 'caller',
    calls: 2,
    refused: 1,
    first: '2026-11-21T08:00:00Z',
    last: '2026-11-21T09:00:00Z',
    callers: [{ caller: '111122223333/user/aiko', calls: 2 }],
    controls: [
      {
        control: 'trail-stopped',
        severity: 'high',
        why: expect.stringContaining('Attackers'),
        translations: { ja: { title: expect.any(String) } },
        calls: 1,
      },
    ],
    actions: expect.arrayContaining([
      { ...ONCE, service: 'cloudtrail.amazonaws.com', action: 'StopLogging', refused: 1 },
    ]),
    refusals: [{ action: 'cloudtrail.amazonaws.com StopLogging', error: 'AccessDenied', calls: 1 }],
    signIns: [{ outcome: 'Success', calls: 1 }],
    networks: expect.arrayContaining([expect.objectContaining({ network: '198.51.100.0/24', calls: 1 })]),
    accessKeys: [{ key: 'AKIA111122223333AAAA', calls: 2 }],
  });
});

const ONCE = { calls: 1, first: '2026-11-21T09:00:00Z', last: '2026-11-21T09:00:00Z' };

test('is text by default, with nothing that a terminal obeys', async () => {
  const { stdout } = await who('aiko', await someLogs());

  expect(stdout).toMatch(/^111122223333\/user\/aiko, 2026-11-21T00:00:00Z to /);
  expect(stdout).toContain('2 calls, 1 refused; first 2026-11-21T08:00:00Z, last 2026-11-21T09:00:00Z');
  expect(stdout).toContain('cloudtrail.amazonaws.com StopLogging AccessDenied');
  expect(stdout).toContain('Trail stopped or deleted, or attempted: Attackers do this first');
  for (const obeyed of ['\u001b', '\u202e']) expect(stdout).not.toContain(obeyed);
});

test.each([
  ['444455556666', 'account', 2],
  ['akia111122223333aaaa', 'access key', 3],
  ['198.51.100.7', 'address', 1],
  ['arn:aws:iam::444455556666:user/ben', 'caller', 1],
  ['444455556666/user/ben', 'caller', 1],
  ["o'hara", 'caller', 1],
])('%s is taken for an %s', async (name, kind, calls) => {
  const { status, stdout } = await who(name, await someLogs(), '--json');

  expect([status, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ kind, calls })]);
});

test('with an archive says what its runs never saw before', async () => {
  const out = await emptyDirectory();
  const run = 'scheduled-20261121T0000Z-20261122T0000Z-00000000';
  const folder = join(out, 'runs/2026/11/21', run);
  const [first, last] = ['2026-11-21T09:00:00Z', '2026-11-21T09:00:00Z'];
  const key = ['111122223333/user/aiko', '198.51.100.0/24'];
  const content = await newCsv([{ kind: 'principal-network', key, first, last, events: 1 }]);
  const file = { file: 'new.csv', role: 'new', contentType: 'text/csv', ...checksumOf(content) };
  const manifest = { version: 2, runId: run, trigger: 'schedule', files: [file] };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'new.csv'), content);
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  const logs = await someLogs();
  const [text, json] = [
    await who('aiko', logs, '--out', out),
    await who('aiko', logs, '--out', out, '--json'),
  ];

  expect(text.stdout).toContain('Never seen before\n       1  network 198.51.100.0/24\n');
  expect(JSON.parse(json.stdout).new).toEqual([
    { run, kind: 'principal-network', value: '198.51.100.0/24', events: 1, first, last },
  ]);
  expect(JSON.parse((await who('aiko', logs, '--json')).stdout)).not.toHaveProperty('new');
});

test('a name that several have is refused, with all of them', async () => {
  const { status, stdout, stderr } = await who('ben', await someLogs());

  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain(
    'error: name: "ben" is the name of several callers; give one of 111122223333/user/ben (calls: 1), 444455556666/user/ben (calls: 1)',
  );
});

test('where nobody has the name, those with the text in theirs are listed', async () => {
  const { status, stdout } = await who('aik', await someLogs());

  expect(status).toBe(1);
  expect(stdout).toContain('aik: no calls of this caller');
  expect(stdout).toContain('  111122223333/user/aiko  2');
});

test('a name with a control character is refused, together with all other faults', async () => {
  const { status, stderr } = await who('a\u0000', '/nonexistent');

  expect(status).toBe(2);
  expect(stderr).toContain('error: name: ');
  expect(stderr).toContain('error: logs: ');
});

const records = fileURLToPath(new URL('../../../shared/data/cloudtrail', import.meta.url));
const here = existsSync(records) ? test : test.skip;
const why = existsSync(records) ? '' : ' (skipped: there are no public records beside this checkout)';

interface Event {
  eventTime: string;
  eventSource: string;
  eventName: string;
  errorCode?: string;
  errorMessage?: string;
  userIdentity?: { type?: string; userName?: string };
}

here(`counts the calls of a user of public records as a plain count does${why}`, async () => {
  const files = (await readdir(records, { recursive: true })).filter((name) => name.endsWith('.json.gz'));
  const events: Event[] = [];
  for (const file of files)
    events.push(...JSON.parse(gunzipSync(await readFile(join(records, file))).toString()).Records);
  const own = events.filter(
    ({ userIdentity }) => userIdentity?.type === 'IAMUser' && userIdentity.userName === 'Level6',
  );
  const times = own.map(({ eventTime }) => eventTime).sort();
  const counts: Record<string, number> = {};
  for (const { eventSource, eventName } of own)
    counts[`${eventSource} ${eventName}`] = (counts[`${eventSource} ${eventName}`] ?? 0) + 1;
  const window = ['--from', '2000-01-01', '--to', '2025-12-31'];
  const { stdout } = await audit([
    'who',
    'level6',
    '--logs',
    records,
    ...window,
    '--memory',
    '512MB',
    '--json',
  ]);
  const found = JSON.parse(stdout);

  expect(own.length).toBeGreaterThan(100);
  expect(found).toMatchObject({ calls: own.length, first: times[0], last: times.at(-1) });
  expect(found.refused).toBe(own.filter((event) => event.errorCode || event.errorMessage).length);
  expect(
    Object.fromEntries(
      found.actions.map(({ service, action, calls }: { service: string; action: string; calls: number }) => [
        `${service} ${action}`,
        calls,
      ]),
    ),
  ).toEqual(counts);
});
