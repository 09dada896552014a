import { summarize } from '../../src/mail/model.ts';
import type { RunOutcome } from '../../src/run/manifest.ts';
import { warn } from '../../src/run/warning.ts';
import { control, failed, NO_LOGS, seen, succeeded, summaryInput } from './inputs.ts';

const subjectOf = (manifest: Partial<RunOutcome>) => summarize(summaryInput(manifest)).subject;

const FOUR = [
  succeeded(),
  succeeded({ id: 'failed-console-logins', title: 'Failed console logins', rows: 3 }),
  succeeded({ id: 'iam-user-actions', title: 'IAM user actions', rows: 561 }),
  succeeded({ id: 'iam-role-actions', title: 'IAM role actions', rows: 1798 }),
];

const people = control({ status: 'people', events: 2 });

describe('begins with the verdict', () => {
  test('and what there is to look at', () => {
    const found = seen({ newValues: 3, newByKind: { principal: 2, 'user-agent': 1 } });
    expect(subjectOf({ controls: [people], seen: found })).toBe(
      'LOOK: 1 control, 2 new · Acme · CloudTrail audit 2026-11-21 · 12 console logins',
    );
  });

  test('after what is missing', () => {
    const reports = [succeeded(), failed({ id: 'iam-role-actions', title: 'IAM role actions' })];
    expect(subjectOf({ status: 'partial', reports, controls: [people] })).toMatch(
      /^PARTIAL, LOOK: 1 control; IAM role actions failed · Acme · /,
    );
  });

  test('of a quiet day', () => {
    expect(subjectOf({ controls: [control()], seen: seen() })).toMatch(/^NOTHING NEW · Acme · /);
  });

  test('of the first days', () => {
    expect(subjectOf({ seen: seen({ status: 'learning' }) })).toMatch(/^LEARNING · Acme · /);
  });

  test('and names three warnings of many', () => {
    const warnings = [
      warn('window-too-recent', { minutes: 30 }),
      warn('silent-region', { region: 'us-east-1' }),
      warn('records-without-time', { records: 2 }),
      warn('logs-not-surveyed', { error: 'AccessDenied' }),
      warn('last-run-not-read', { error: 'AccessDenied' }),
    ];
    expect(subjectOf({ status: 'partial', warnings })).toMatch(/^PARTIAL: ([^;]+; ){3}and 2 more · Acme · /);
  });
});

test('holds the counts of all reports', () => {
  expect(subjectOf({ reports: FOUR })).toBe(
    'Acme · CloudTrail audit 2026-11-21 · 12 console logins, 3 failed console logins, 561 IAM user actions, 1,798 IAM role actions',
  );
});

test('one is singular', () => {
  expect(subjectOf({ reports: [succeeded({ rows: 1 })] })).toMatch(/ · 1 console login$/);
});

test('begins with PARTIAL and names the report that failed', () => {
  const reports = [succeeded(), failed({ id: 'iam-role-actions', title: 'IAM role actions' })];
  expect(subjectOf({ status: 'partial', reports })).toBe(
    'PARTIAL: IAM role actions failed · Acme · CloudTrail audit 2026-11-21 · 12 console logins',
  );
});

test('counts the failed reports when there are several', () => {
  const reports = [failed(), failed({ id: 'a' }), succeeded()];
  expect(subjectOf({ status: 'partial', reports })).toMatch(
    /^PARTIAL: 2 of 3 reports failed · .* · 12 console logins$/,
  );
});

test('begins with FAILED when nothing succeeded', () => {
  expect(subjectOf({ status: 'failed', reports: [failed()] })).toBe(
    'FAILED: 1 of 1 report failed · Acme · CloudTrail audit 2026-11-21',
  );
});

test('says that there were no log files, and counts nothing', () => {
  expect(subjectOf({ status: 'partial', reports: [succeeded({ rows: 0 })], ...NO_LOGS })).toBe(
    'PARTIAL: no log files for this window · Acme · CloudTrail audit 2026-11-21',
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
    'PARTIAL: no events in this window · Acme · CloudTrail audit 2026-11-21',
  );
});

test('says for how many days there were no log files', () => {
  const days = warn('days-without-log-files', { ranges: [], missing: 3, of: 7 });
  expect(subjectOf({ status: 'partial', warnings: [days] })).toMatch(
    /^PARTIAL: no log files for 3 of 7 days · .* · 12 console/,
  );
});

test('says how many log files are damaged', () => {
  const damaged = warn('damaged-log-file', { reason: 'truncated', file: 'a.json.gz' });
  expect(subjectOf({ status: 'partial', warnings: [damaged, damaged] })).toMatch(
    /^PARTIAL: 2 damaged log files · .* · 12 console/,
  );
});

test('of many reports names the first and counts the rest', () => {
  const reports = Array.from({ length: 40 }, (_, at) => succeeded({ id: `r${at}` }));
  expect(subjectOf({ reports })).toMatch(/, 12 console logins, and 32 more reports$/);
});
