import { QUERY_LIMITS } from '../../src/steps/poll-query.ts';
import { ServiceError } from '../endpoints/json-service.ts';
import type { Account } from './account.ts';
import { openStack, sampleLogs } from './fixture.ts';
import { oneMachineRun } from './one-machine.ts';
import { csvsOf, isQueryOf, mailsOf, type Outcome, runToEnd } from './outcome.ts';

let logs: string;
let account: Account;
beforeAll(async () => {
  logs = await sampleLogs();
  account = await openStack({ logs });
});

/** A day's run; a day has only one, so that each test takes another. */
const runOf = (day: string, reports?: string[]) =>
  runToEnd(account.start({ from: day, to: day, ...(reports && { reports }) }), account);
const firstLines = (text = '') => text.split('\n\n').slice(0, 3).join('\n\n');

describe('a report whose query fails for good', () => {
  const reason = 'TYPE_MISMATCH: line 12:7: Cannot apply operator: varchar and date';
  const told = /TYPE_MISMATCH: sql\/events\.sql:\d+:7: Cannot apply operator: varchar and date/;
  let run: Outcome;
  beforeAll(async () => {
    account.athena.failQuery(
      { state: 'FAILED', reason, error: { ErrorCategory: 2, ErrorType: 1301, Retryable: false } },
      isQueryOf('iam-user-actions', account),
    );
    run = await runOf('2025-10-31');
  });

  test('costs no other report its CSV', async () => {
    const oneMachine = await oneMachineRun(account.packaged.config, {
      logs,
      from: '2025-10-31',
      to: '2025-10-31',
    });
    const { 'iam-user-actions.csv': failed, ...others } = csvsOf(oneMachine);

    expect(failed).toBeDefined();
    expect(csvsOf(run)).toEqual(others);
  });

  test('stands at the top of the mail, with the reason', async () => {
    const [mail] = await mailsOf(run.runId, account);

    expect(mail?.subject).toContain('IAM user actions failed');
    expect(firstLines(mail?.text)).toContain('IAM user actions');
    expect(firstLines(mail?.text)).toMatch(told);
    const [error, logins] = [told, /Console logins/].map((text) => mail?.html?.search(text) ?? -1);
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(logins ?? 0);
  });

  test('makes the manifest partial, and has its error there', () => {
    expect(run.manifest?.status).toBe('partial');
    expect(run.manifest?.reports.find(({ id }) => id === 'iam-user-actions')).toEqual({
      id: 'iam-user-actions',
      title: 'IAM user actions',
      status: 'failed',
      sql: expect.stringMatching(/^SELECT/),
      error: { name: 'QueryFailedError', message: expect.stringMatching(told) },
    });
  });

  test('is not tried again', () => {
    expect(account.athena.queries.filter(isQueryOf('iam-user-actions', account))).toHaveLength(1);
  });
});

describe('a query that fails for a passing reason', () => {
  const passing = {
    state: 'FAILED',
    reason: 'GENERIC_INTERNAL_ERROR: please try again',
    error: { ErrorCategory: 1, ErrorType: 401, Retryable: true },
  } as const;

  test('is started again with a new token, and the run is complete', async () => {
    account.athena.failQuery(passing, () => true, 2);
    const before = account.athena.queries.length;

    const run = await runOf('2025-10-30', ['console-logins']);

    const tokens = account.athena.queries.slice(before).map(({ token }) => token);
    expect(new Set(tokens).size).toBe(3);
    expect(run.manifest).toMatchObject({ status: 'succeeded', reports: [{ status: 'succeeded' }] });
  });

  test('again and again, is given up after three attempts', async () => {
    account.athena.failQuery(passing, () => true, QUERY_LIMITS.attempts);
    const before = account.athena.queries.length;

    const run = await runOf('2025-10-30', ['failed-console-logins']);

    expect(account.athena.queries).toHaveLength(before + QUERY_LIMITS.attempts);
    expect(run.manifest).toMatchObject({ status: 'failed', reports: [{ status: 'failed' }] });
    expect(await mailsOf(run.runId, account)).toHaveLength(1);
  });
});

// Of these the SDK alone takes two in a row.
const IN_A_ROW = 4;

test.each([
  ['StartQueryExecution', 'TooManyRequestsException', 400],
  ['StartQueryExecution', 'InternalServerException', 500],
  ['GetQueryExecution', 'ThrottlingException', 400],
  ['GetQueryExecution', 'InternalServerException', 500],
] as const)('%s, refused with %s for a while, is called until it works', async (operation, name, status) => {
  const before = account.athena.queries.length;
  account.athena.failCalls(operation, new ServiceError(name, 'Rate exceeded', {}, status), IN_A_ROW);

  const day = `2025-10-${operation.startsWith('Start') ? 29 : 30}`;
  const run = await runOf(day, [status === 500 ? 'iam-user-actions' : 'iam-role-actions']);

  expect(run.manifest).toMatchObject({ status: 'succeeded', reports: [{ status: 'succeeded' }] });
  expect(account.athena.queries).toHaveLength(before + 1);
});

describe('a query that never ends', () => {
  afterEach(() => {
    account.pace.lapse = undefined;
  });

  test.each(['QUEUED', 'RUNNING'] as const)(
    'but stays %s, is stopped at the limit, and the others arrive',
    async (state) => {
      account.pace.lapse = 'console-logins';
      account.athena.failQuery({ state }, isQueryOf('console-logins', account));
      const reports = ['console-logins', 'failed-console-logins'];
      const day = state === 'QUEUED' ? '2025-10-29' : '2025-10-28';

      const run = await runOf(day, reports);

      const [stopped, other] = run.manifest?.reports ?? [];
      expect(stopped?.error?.message).toContain(
        `still ${state.toLowerCase()} after ${QUERY_LIMITS.seconds} seconds`,
      );
      expect(other?.status).toBe('succeeded');
      const [query] = account.athena.queries.slice(-2).filter(isQueryOf('console-logins', account));
      expect(account.athena.calls.filter((call) => call.operation === 'StopQueryExecution')).toContainEqual(
        expect.objectContaining({ input: { QueryExecutionId: query?.id } }),
      );
    },
  );
});

test('a function that is killed when its query has begun is called again, and the query is still one', async () => {
  const before = account.athena.queries.length;
  account.athena.failCalls('StartQueryExecution', () => account.lambda.kill('runQuery'));

  const run = await runOf('2025-10-31', ['failed-console-logins']);

  expect(run.manifest?.status).toBe('succeeded');
  expect(account.athena.queries).toHaveLength(before + 1);
});

test('a scheduled event that nothing can be made of ends in the dead-letter queue', async () => {
  await account.schedule.deliver('never');

  expect(account.schedule.deadLetters).toEqual([
    {
      queue: expect.stringMatching(/:cloudtrail-audit-reporter-dev-not-started$/),
      event: { scheduledTime: 'never' },
      answer: { error: expect.objectContaining({ errorType: 'RequestError' }) },
    },
  ]);
});
