import { summarize } from '../../src/mail/model.ts';
import type { RunOutcome } from '../../src/run/manifest.ts';
import { warn } from '../../src/run/warning.ts';
import { failed, NO_LOGS, succeeded, summaryInput } from './inputs.ts';

const subjectOf = (manifest: Partial<RunOutcome>) => summarize(summaryInput(manifest)).subject;

const FOUR = [
  succeeded(),
  succeeded({ id: 'failed-console-logins', title: 'Failed console logins', rows: 3 }),
  succeeded({ id: 'iam-user-actions', title: 'IAM user actions', rows: 561 }),
  succeeded({ id: 'iam-role-actions', title: 'IAM role actions', rows: 1798 }),
];

test('holds the counts of all reports', () => {
  expect(subjectOf({ reports: FOUR })).toBe(
    '[Acme] CloudTrail audit 2026-11-21: 12 console logins, 3 failed console logins, 561 IAM user actions, 1,798 IAM role actions',
  );
});

test('one is singular', () => {
  expect(subjectOf({ reports: [succeeded({ rows: 1 })] })).toMatch(/: 1 console login$/);
});

test('begins with PARTIAL and names the report that failed', () => {
  const reports = [succeeded(), failed({ id: 'iam-role-actions', title: 'IAM role actions' })];
  expect(subjectOf({ status: 'partial', reports })).toBe(
    'PARTIAL: [Acme] CloudTrail audit 2026-11-21: IAM role actions failed; 12 console logins',
  );
});

test('counts the failed reports when there are several', () => {
  const reports = [failed(), failed({ id: 'a' }), succeeded()];
  expect(subjectOf({ status: 'partial', reports })).toContain(': 2 of 3 reports failed; 12 console logins');
});

test('begins with FAILED when nothing succeeded', () => {
  expect(subjectOf({ status: 'failed', reports: [failed()] })).toBe(
    'FAILED: [Acme] CloudTrail audit 2026-11-21: 1 of 1 report failed',
  );
});

test('says that there were no log files, and counts nothing', () => {
  expect(subjectOf({ status: 'partial', reports: [succeeded({ rows: 0 })], ...NO_LOGS })).toBe(
    'PARTIAL: [Acme] CloudTrail audit 2026-11-21: no log files for this window',
  );
});

test('says that there were no events, and counts nothing', () => {
  const coverage = {
    hours: 24,
    accounts: [],
    regions: [],
    silent: { accounts: [], regions: [], sinceLastRun: [] },
  };
  const warnings = [warn('no-events', { files: 84 })];
  expect(subjectOf({ status: 'partial', reports: [succeeded({ rows: 0 })], warnings, coverage })).toBe(
    'PARTIAL: [Acme] CloudTrail audit 2026-11-21: no events in this window',
  );
});

test('says for how many days there were no log files', () => {
  const days = warn('days-without-log-files', { ranges: [], missing: 3, of: 7 });
  expect(subjectOf({ status: 'partial', warnings: [days] })).toContain(
    ': no log files for 3 of 7 days; 12 console',
  );
});

test('says how many log files are damaged', () => {
  const damaged = warn('damaged-log-file', { reason: 'truncated', file: 'a.json.gz' });
  expect(subjectOf({ status: 'partial', warnings: [damaged, damaged] })).toContain(
    ': 2 damaged log files; 12 console',
  );
});

test('of many reports names the first and counts the rest', () => {
  const reports = Array.from({ length: 40 }, (_, at) => succeeded({ id: `r${at}` }));
  expect(subjectOf({ reports })).toMatch(/, 12 console logins, and 32 more reports$/);
});
