import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import type { Account } from './account.ts';
import { openStack, sampleLogs } from './fixture.ts';
import { oneMachineRun } from './one-machine.ts';
import { csvsOf, mailsOf, type Outcome, runToEnd, seenOf } from './outcome.ts';
import { type Packaged, packageChanged } from './packaged.ts';

const DUE = '2025-10-31T07:00:00Z';
const NEXT = '2025-11-01T07:00:00Z';

/** A report of a team's own, about the folders of log files. */
const FOLDERS = `-- title: Folders
-- description: Events by folder.
-- counts: day

SELECT day, account, region, count(*) AS events FROM events GROUP BY day, account, region
`;

let packaged: Packaged;
let logs: string;
let without: Outcome;
beforeAll(async () => {
  const on = (yaml: string) => yaml.replace('    # history: on', '    history: on');
  [packaged, logs] = await Promise.all([
    packageChanged(await emptyDirectory(), on, { 'folders.sql': FOLDERS }),
    sampleLogs(),
  ]);
  without = await oneMachineRun({ ...packaged.config, history: 'off' }, { logs, scheduled: DUE });
});

const builtIn = (run: Outcome) => {
  const { 'folders.csv': _, ...others } = csvsOf(run);
  return others;
};
const unloads = ({ athena }: Account) => athena.queries.filter(({ sql }) => sql.startsWith('UNLOAD '));
const queriesOf = ({ athena }: Account, text: string) =>
  athena.queries.filter(({ sql }) => sql.includes(text));

describe('with history on', () => {
  let account: Account;
  let run: Outcome;
  beforeAll(async () => {
    account = await openStack({ logs }, packaged);
    run = await runToEnd(account.schedule.deliver(DUE), account);
  });

  test('the CSVs are those without, byte for byte, and the mail has the same verdict', () => {
    expect(Object.keys(builtIn(run))).toHaveLength(8);
    expect(builtIn(run)).toEqual(csvsOf(without));
    expect(seenOf(run)).toEqual(seenOf(without));
    expect(run.manifest?.warnings).toEqual(without.manifest?.warnings);
    expect(run.manifest?.verdict).toEqual(without.manifest?.verdict);
  });

  test('the logs are read once, and every report reads what was collected', () => {
    expect(unloads(account)).toHaveLength(1);
    expect(queriesOf(account, '"cloudtrail_logs"')).toEqual(unloads(account));
    expect(queriesOf(account, 'count(*) AS counted')).toHaveLength(1);
    expect(
      queriesOf(
        account,
        `FROM "cloudtrail_audit"."cloudtrail_audit_events_dev"\n  WHERE "run" = '${run.runId}-1'`,
      ),
    ).toHaveLength(10);
  });

  test('a report that names partition columns has those of the log files', async () => {
    const fromLogs = await openStack({ logs }, packaged);
    fromLogs.athena.failQuery({ state: 'FAILED', reason: 'no' }, ({ sql }) => sql.startsWith('UNLOAD '));
    const other = await runToEnd(fromLogs.schedule.deliver(DUE), fromLogs);

    const { 'folders.csv': folders } = csvsOf(run);
    expect(folders).toContain('"2025/10/31","444455556666","eu-west-1",');
    expect(folders).toBe(csvsOf(other)['folders.csv']);
  });

  test('the manifest has place, rows, kinds and files, and the SQL that ran', () => {
    const { history, events, scannedBytes, reports } = run.manifest ?? missing();
    expect(history).toMatchObject({ place: `events/run=${run.runId}-1` });
    expect(history?.left).toBeUndefined();
    expect(history?.files.length).toBeGreaterThanOrEqual(history?.kinds.length ?? 0);
    expect(events?.sql).toContain('cloudtrail_audit_events_dev');
    expect(scannedBytes).toBeGreaterThan(reports.reduce((sum, it) => sum + (it.scannedBytes ?? 0), 0));
  });
});

test('what an attempt left behind is not read, and named', async () => {
  const account = await openStack({ logs }, packaged);
  const s3 = new S3Client({ ...account.s3.client, requestChecksumCalculation: 'WHEN_REQUIRED' });
  const left = `events/run=${without.runId}-1`;
  await s3.send(
    new PutObjectCommand({ Bucket: account.archiveBucket, Key: `${left}/kind=role/left`, Body: 'left' }),
  );
  s3.destroy();

  const run = await runToEnd(account.schedule.deliver(DUE), account);

  expect(run.manifest?.history).toMatchObject({ place: `events/run=${run.runId}-2`, left: [left] });
  expect(builtIn(run)).toEqual(csvsOf(without));
});

describe('a range by hand', () => {
  let account: Account;
  let scheduled: Outcome[];
  beforeAll(async () => {
    const own = join(await emptyDirectory(), 'logs');
    await cp(logs, own, { recursive: true });
    await writeLog(own, logPath({ day: '2025/10/30', name: '20251030T1500Z_late000000000000.json.gz' }), [
      signIn({ eventID: 'late-1', eventTime: '2025-10-29T03:00:00Z' }),
    ]);
    account = await openStack({ logs: own }, packaged);
    scheduled = [];
    for (const due of ['2025-10-30T07:00:00Z', DUE, NEXT])
      scheduled.push(await runToEnd(account.schedule.deliver(due), account));
  });
  /** From the history, and from logs alone. */
  const both = async (request: object) => ({
    made: await runToEnd(account.start(request), account),
    fresh: await runToEnd(account.start({ ...request, fresh: true }), account),
  });

  test.each([
    ['that begins before the runs and ends after them', '2025-10-28', '2025-10-31'],
    ['of hours that they cover', '2025-10-29T09:00:00Z', '2025-10-30T03:00:00Z'],
  ])('%s has the rows that it has from logs, byte for byte', async (_, from, to) => {
    const { made, fresh } = await both({ from, to });

    expect(made.manifest?.past).toContain(scheduled[0]?.runId);
    expect(fresh.manifest?.past).toBeUndefined();
    expect(csvsOf(made)).toEqual(csvsOf(fresh));
    expect(made.manifest?.warnings).toEqual(fresh.manifest?.warnings);
    expect(made.manifest?.logs).toEqual(fresh.manifest?.logs);
  });

  test('reads the events of late log files from the runs after it', async () => {
    const { made, fresh } = await both({ from: '2025-10-29T02:00:00Z', to: '2025-10-29T04:00:00Z' });

    expect(csvsOf(made)['console-logins.csv']).toContain('late-1');
    expect(csvsOf(made)).toEqual(csvsOf(fresh));
  });

  test('does not read the newest run: only the one after it knows whether log files came after it', async () => {
    const made = await runToEnd(account.start({ from: '2025-10-30', to: '2025-10-31' }), account);

    expect(made.manifest?.past).toEqual(scheduled.slice(0, 2).map(({ runId }) => runId));
  });

  test('reads the logs alone where it needs all of their folders', async () => {
    const made = await runToEnd(account.start({ from: '2025-10-31', to: '2025-10-31' }), account);

    expect(made.manifest?.past).toBeUndefined();
  });

  test('where a file of a run is gone reads the logs, and says so', async () => {
    const { place = '', files } = scheduled[0]?.manifest?.history ?? missing();
    const s3 = new S3Client({ ...account.s3.client });
    const gone = `${place}/${files[0]?.file}`;
    await s3.send(new DeleteObjectCommand({ Bucket: account.archiveBucket, Key: gone }));
    s3.destroy();

    const { made, fresh } = await both({ from: '2025-10-29', to: '2025-10-30' });

    expect(made.manifest?.past).toBeUndefined();
    expect(made.manifest?.warnings).toMatchObject([
      {
        code: 'history-not-read',
        runId: scheduled[0]?.runId,
        reason: expect.stringContaining('but missing'),
      },
    ]);
    expect(csvsOf(made)).toEqual(csvsOf(fresh));
  });
});

const FAULTS: [string, (account: Account) => void][] = [
  [
    'the query that writes fails',
    ({ athena }) =>
      athena.failQuery({ state: 'FAILED', reason: 'GENERIC_INTERNAL_ERROR' }, ({ sql }) =>
        sql.startsWith('UNLOAD '),
      ),
  ],
  [
    'the table reads another place',
    ({ athena }) =>
      athena.failQuery({ state: 'SUCCEEDED', resultBytes: 10 }, ({ sql }) => sql.includes('AS counted')),
  ],
];

test.each(FAULTS)('where %s, the reports read the logs, and the mail says so', async (_, prepare) => {
  const account = await openStack({ logs }, packaged);
  prepare(account);

  const run = await runToEnd(account.schedule.deliver(DUE), account);

  expect(builtIn(run)).toEqual(csvsOf(without));
  expect(run.manifest?.history).toBeUndefined();
  expect(run.manifest?.warnings.map(({ code }) => code)).toContain('history-failed');
  expect((await mailsOf(run.runId, account))[0]?.subject).toContain('not in the history');
});

test('a failure that passes costs nothing but another attempt', async () => {
  const account = await openStack({ logs }, packaged);
  const error = { ErrorCategory: 1, ErrorType: 233, Retryable: true };
  account.athena.failQuery({ state: 'FAILED', reason: 'passing', error }, ({ sql }) =>
    sql.startsWith('UNLOAD '),
  );

  const run = await runToEnd(account.schedule.deliver(NEXT), account);

  expect(unloads(account)).toHaveLength(2);
  expect(run.manifest?.history?.rows).toBeGreaterThan(0);
});

function missing(): never {
  throw new Error('missing');
}
