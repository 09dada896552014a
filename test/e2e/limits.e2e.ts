import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Plan } from '../../src/run/run.ts';
import { emptyDirectory } from '../logs.ts';
import type { Account } from './account.ts';
import { openStack, sampleLogs } from './fixture.ts';
import { putInventedResult } from './invented-result.ts';
import { mailsOf, runToEnd } from './outcome.ts';
import { type Packaged, readPackaged } from './packaged.ts';
import type { Pace } from './state-machine.ts';

const ACCOUNTS = Array.from({ length: 300 }, (_, i) => String(100_000_000_000 + i));
const REGIONS = Array.from({ length: 17 }, (_, i) => `ap-northeast-${i}`);

describe('a stack of 40 reports, whose table lists 300 accounts and 17 regions', () => {
  let account: Account;
  beforeAll(async () => {
    const packaged = await readPackaged(await emptyDirectory());
    await addReports(40, packaged);
    account = await openStack({ logs: await sampleLogs() }, packaged);
    const { database, table, partitions } = packaged.config.table;
    const { Parameters = {} } = account.athena.tables[`${database}.${table}`] ?? {};
    const add = (column = '', values: readonly string[] = []) => {
      Parameters[`projection.${column}.values`] += `,${values.join()}`;
    };
    add(partitions.account, ACCOUNTS);
    add(partitions.region, REGIONS);
  });

  test('queues for an Athena that takes three queries at once: no report fails', async () => {
    account.athena.concurrency.most = 3;
    account.pace.afterFailure = roomForQueries(account);

    const run = await runToEnd(account.start({ from: '2025-10-31', to: '2025-10-31' }), account);

    account.athena.concurrency.most = Number.POSITIVE_INFINITY;
    account.pace.afterFailure = undefined;
    expect(account.athena.concurrency.refused).toBeGreaterThan(0);
    expect(run.manifest?.reports.map(({ status }) => status)).toEqual(Array(40).fill('succeeded'));
    expect(account.athena.queries).toHaveLength(40);
  });

  test('mails and records 40 long errors of a run over 300 named accounts', async () => {
    const reason = `TYPE_MISMATCH: ${'"監査"\n'.repeat(5000)}`;
    const error = { ErrorCategory: 2, ErrorType: 1301, Retryable: false };
    account.athena.failQuery({ state: 'FAILED', reason, error }, () => true, 40);
    const request = { from: '2025-10-30', to: '2025-10-30', accounts: ACCOUNTS, regions: REGIONS };

    const run = await runToEnd(account.start(request), account);

    expect(run.manifest?.status).toBe('failed');
    const messages = run.manifest?.reports.map(({ error: found }) => found?.message);
    expect(messages).toEqual(Array(40).fill(expect.stringContaining('TYPE_MISMATCH: "監査"')));
    expect(await mailsOf(run.runId, account)).toHaveLength(1);
    expect(account.stepFunctions.executions.at(-1)?.status).toBe('SUCCEEDED');
  });

  test('refuses a request whose reports are too long for the flow, and starts nothing', async () => {
    const before = account.stepFunctions.executions.length;
    await writeFile(join(reportsOf(account.packaged), 'long.sql'), report('x'.repeat(200_000)));

    const { error } = await account.start({ from: '2025-10-29', to: '2025-10-29' });

    expect(error?.errorType).toBe('RequestError');
    expect(error?.errorMessage).toMatch(
      /with its 41 reports, more than the \d+ KiB that the flow takes: name fewer reports/,
    );
    expect(account.stepFunctions.executions).toHaveLength(before);
  });
});

test('a run over a year names the days without log files as one stretch', async () => {
  const account = await openStack({ logs: await sampleLogs() });

  const run = await runToEnd(account.start({ from: '2024-11-01', to: '2025-10-31' }), account);

  const [mail] = await mailsOf(run.runId, account);
  expect(run.manifest?.reports.map(({ status }) => status)).toEqual(Array(8).fill('succeeded'));
  expect(run.manifest?.warnings).toMatchObject([
    {
      code: 'days-without-log-files',
      ranges: [{ from: '2024-11-01', to: '2025-10-28' }],
      missing: 362,
      of: 365,
    },
  ]);
  expect(mail?.text).toContain('no log files for 362 of 365 days (UTC): 2024-11-01 to 2025-10-28.');
});

test('a query that the workgroup cuts off is named in the mail and the manifest, with the limit', async () => {
  const limit = 20_000;
  const packaged = await readPackaged(await emptyDirectory());
  const template = JSON.parse(JSON.stringify(packaged.template).replaceAll('1000000000000', String(limit)));
  const account = await openStack({ logs: await sampleLogs() }, { ...packaged, template });

  const reports = ['console-logins', 'failed-console-logins'];
  const run = await runToEnd(account.start({ from: '2025-10-31', to: '2025-10-31', reports }), account);

  const [mail] = await mailsOf(run.runId, account);
  expect(run.manifest?.reports).toEqual(
    reports.map((id) =>
      expect.objectContaining({
        id,
        status: 'failed',
        error: {
          name: 'ScanLimitError',
          message: expect.stringContaining('the scan limit was reached after 20,000 bytes'),
        },
      }),
    ),
  );
  expect(run.manifest?.warnings).toEqual([
    expect.objectContaining({ code: 'scan-limit', bytes: run.manifest?.logs?.bytes, enough: 1e9 }),
  ]);
  expect(mail?.subject).toContain('FAILED');
  expect(mail?.text).toContain('raise athena.scanLimitBytes');
  expect(account.athena.queries).toHaveLength(2);
});

test('archives more distinct values than fit into its memory', async () => {
  const packaged = await readPackaged(await emptyDirectory());
  const template = withMemory(packaged.template, 'handlers/archive-report', 96);
  const account = await openStack({ logs: await sampleLogs() }, { ...packaged, template });
  await runToEnd(
    account.start({ from: '2025-10-31', to: '2025-10-31', reports: ['console-logins'] }),
    account,
  );
  const { run, reports }: Plan = JSON.parse(account.stepFunctions.executions.at(-1)?.input ?? '');
  const rows = 500_000;
  const resultLocation = await putInventedResult({ columns: reports[0]?.counts ?? [], rows }, account);

  const archive = [...account.lambda.functions.values()].find(({ name }) => name.endsWith('-archiveReport'));
  const answer = await account.lambda.invoke(archive?.arn ?? '', {
    run: { ...run, archive: 'runs/invented' },
    report: reports[0],
    query: { state: 'succeeded', resultLocation, scannedBytes: 0, milliseconds: 0 },
  });

  expect(answer).toMatchObject({ output: { status: 'succeeded', rows } });
  const figures = await account.buckets.read(
    account.archiveBucket,
    'runs/invented/console-logins.figures.json',
  );
  const [first] = JSON.parse(figures.toString()).counts;
  expect([first.values.length, first.otherRows]).toEqual([10, rows - 10]);
});

/** Stands for the minutes between the tries: waits, one after the other, until a query has ended and another may begin. */
function roomForQueries({ athena }: Account): NonNullable<Pace['afterFailure']> {
  let turn = Promise.resolve();
  let seen = 0;
  const room = async () => {
    while (athena.active() >= athena.concurrency.most || athena.queries.length === seen) await setTimeout(20);
    seen = athena.queries.length;
  };
  return async ({ errorType }) => {
    if (errorType !== 'TooManyRequestsException') return;
    turn = turn.then(room);
    await turn;
  };
}

const reportsOf = ({ bundles }: Packaged) => join(bundles.start ?? '', 'sql/reports');

/** Copies of the reports that there are, until there are so many. */
/** Beside the files there is the report of the controls; `seen` is of scheduled runs alone. */
async function addReports(count: number, packaged: Packaged): Promise<void> {
  const directory = reportsOf(packaged);
  const names = await readdir(directory);
  const copied = names.filter((name) => name !== 'coverage.sql' && name !== 'seen.sql');
  for (let i = names.length; i < count; i++) {
    const name = copied[i % copied.length] ?? '';
    await copyFile(join(directory, name), join(directory, `copy-${i}-${name}`));
  }
}

const report = (remark: string) =>
  `-- title: Long\n-- description: Long.\n-- counts: eventname\n\nSELECT eventname /* ${remark} */\nFROM events\n`;

function withMemory<T>(template: T, handler: string, megabytes: number): T {
  const copy = structuredClone(template) as {
    Resources: Record<string, { Properties?: Record<string, unknown> }>;
  };
  for (const { Properties } of Object.values(copy.Resources)) {
    if (String(Properties?.Handler).startsWith(handler))
      Object.assign(Properties ?? {}, { MemorySize: megabytes });
  }
  return copy as T;
}
