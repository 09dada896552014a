import { summarize } from '../../src/mail/model.ts';
import { recordedWarning } from '../../src/mail/notices.ts';
import type { RunOutcome } from '../../src/run/manifest.ts';
import { warn } from '../../src/run/warning.ts';
import { failed, NO_LOGS, succeeded, summaryInput } from './inputs.ts';

const noticesOf = (manifest: Partial<RunOutcome>) =>
  summarize(summaryInput({ status: 'partial', ...manifest })).notices;

const damaged = (file: string) => warn('damaged-log-file', { file, reason: 'truncated gzip' });
const tooRecent = warn('window-too-recent', { minutes: 30 });

test('there are none when all went well', () => {
  expect(noticesOf({})).toEqual([]);
});

test('a failed report is named with its error', () => {
  expect(noticesOf({ reports: [failed()] })).toEqual([
    {
      severity: 'failure',
      title: 'Console logins: this report failed',
      lines: ['QueryFailedError: HIVE_BAD_DATA: not a number'],
    },
  ]);
});

test('failures come first, then missing logs, then other warnings', () => {
  const warnings = [tooRecent, ...NO_LOGS.warnings];
  const notices = noticesOf({ ...NO_LOGS, reports: [failed(), succeeded()], warnings });
  expect(notices.map(({ title }) => title)).toEqual([
    'Console logins: this report failed',
    'No log files for this window',
    'Some logs of this window may not have arrived yet',
  ]);
});

test('missing logs are a failure, not a warning', () => {
  expect(noticesOf(NO_LOGS)).toMatchObject([{ severity: 'failure' }]);
});

test('days without log files are named', () => {
  const week = { ranges: [{ from: '2026-11-16', to: '2026-11-18' }], missing: 3, of: 7 };
  expect(noticesOf({ warnings: [warn('days-without-log-files', week)] })).toEqual([
    {
      severity: 'warning',
      title: 'No log files for 3 days of this window',
      lines: [
        'no log files for 3 of 7 days (UTC): 2026-11-16 to 2026-11-18. This does not mean that nothing happened on those days.',
      ],
    },
  ]);
});

test('of many stretches without log files ten are named', () => {
  const ranges = Array.from({ length: 30 }, (_, at) => ({ from: `day-${at}`, to: `day-${at}` }));
  const [notice] = noticesOf({ warnings: [warn('days-without-log-files', { ranges, missing: 30, of: 60 })] });
  expect(notice?.lines[0]).toContain('day-9, and 20 more up to day-29, see manifest.json.');
});

test('a damaged log file is shown by its name and the reason', () => {
  const [notice] = noticesOf({ warnings: [damaged('AWSLogs/1/CloudTrail/us-east-1/2026/11/21/a.json.gz')] });
  expect(notice).toEqual({
    severity: 'warning',
    title: '1 damaged log file left out',
    lines: ['a.json.gz: log file could not be read: truncated gzip'],
  });
});

test('of many damaged log files ten are shown and the rest counted', () => {
  const [notice] = noticesOf({ warnings: Array.from({ length: 14 }, (_, at) => damaged(`${at}.json.gz`)) });
  expect(notice?.lines.slice(9)).toEqual([
    '9.json.gz: log file could not be read: truncated gzip',
    'and 4 more, see manifest.json',
  ]);
});

describe('silent accounts', () => {
  test('are one notice, and each says why it was expected', () => {
    const warnings = [
      warn('silent-account', { account: '111122223333', expected: 'configuration' }),
      warn('silent-account', {
        account: '444455556666',
        expected: 'last-run',
        lastEventTime: '2026-11-20T14:02:00Z',
      }),
    ];
    expect(noticesOf({ warnings })).toEqual([
      {
        severity: 'warning',
        title: '2 silent accounts',
        lines: [
          'account 111122223333: no events in this window; the configuration expects some',
          'account 444455556666: no events in this window, the last one was at 2026-11-20T14:02:00Z',
        ],
      },
    ]);
  });

  test('of an organization are ten, and the number of the others', () => {
    const warnings = Array.from({ length: 300 }, (_, at) =>
      warn('silent-account', { account: String(at), expected: 'last-run' }),
    );
    const [notice] = noticesOf({ warnings });
    expect([notice?.lines.length, notice?.lines[10]]).toEqual([11, 'and 290 more, see manifest.json']);
  });
});

test('files that were not read are named, a few of them, with their number', () => {
  const paths = ['a', 'b', 'c', 'd'].map((name) => `AWSLogs/${name}.txt`);
  const warnings = [warn('passed-over', { reason: 'outside-days', count: 1_234, paths })];
  expect(noticesOf({ warnings })).toEqual([
    {
      severity: 'warning',
      title: 'Not everything in the log folders was read',
      lines: [
        '1,234 files not read (not in a day folder): AWSLogs/a.txt, AWSLogs/b.txt, AWSLogs/c.txt, and 1,231 more',
      ],
    },
  ]);
});

test('a window whose folders hold only other files is not called empty', () => {
  const [notice] = noticesOf({ warnings: [warn('no-log-files', { from: 'a', to: 'b', unread: 2 })] });
  expect(notice?.lines[0]).toContain(
    'have none, but 2 files there or beside them could not be read (named below)',
  );
});

test('the words for a warning come from its details, not from the manifest’s English', () => {
  const recorded = { ...recordedWarning(warn('window-too-recent', { minutes: 45 })), message: 'not shown' };
  expect(noticesOf({ warnings: [recorded] })[0]?.lines).toEqual([expect.stringContaining('45 minutes')]);
});

test('a warning of a run that began under an earlier version keeps its sentence', () => {
  const earlier = { ...tooRecent, message: 'as it was said then' };
  expect(recordedWarning(earlier).message).toBe('as it was said then');
});

test('a warning is recorded with its sentence in English after its code', () => {
  const recorded = recordedWarning(damaged('x/a.json.gz'));
  expect(Object.entries(recorded)).toEqual([
    ['code', 'damaged-log-file'],
    ['message', 'log file could not be read: truncated gzip'],
    ['file', 'x/a.json.gz'],
    ['reason', 'truncated gzip'],
  ]);
});
