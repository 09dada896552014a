import { summarize } from '../../src/mail/model.ts';
import type { MailInput } from '../../src/mail/summary.ts';
import type { RunOutcome } from '../../src/run/manifest.ts';
import { warn } from '../../src/run/warning.ts';
import { failed, figures, fullInput, NO_LOGS, succeeded, summaryInput } from './inputs.ts';

function firstReport(manifest: Partial<RunOutcome> = {}, changes: Partial<MailInput> = {}) {
  const [report] = summarize(summaryInput(manifest, changes)).reports;
  if (report === undefined) throw new Error('there is no report');
  return report;
}

const EMPTY = { reports: [succeeded({ rows: 0 })] };

describe('a report without rows', () => {
  test('says how many log files were read', () => {
    expect(firstReport(EMPTY).statement).toEqual({
      tone: 'plain',
      text: 'None. 84 log files were read for this window.',
    });
  });

  test('is not called good where rows are expected', () => {
    const planned = [{ id: 'console-logins', description: '', emptyIsGood: false }];
    expect(firstReport(EMPTY, { planned }).statement?.text).toBe(
      'No rows in the 84 log files read for this window.',
    );
  });

  test('is not known when there were no log files', () => {
    const report = firstReport({ ...EMPTY, ...NO_LOGS });
    expect(report).toMatchObject({
      count: 'not known',
      statement: { tone: 'unknown', text: 'Not known: there were no log files for this window.' },
    });
  });

  test('points to the warnings when some logs could not be read', () => {
    const warnings = [warn('damaged-log-file', { reason: 'truncated', file: 'a.json.gz' })];
    expect(firstReport({ ...EMPTY, warnings }).statement?.text).toBe(
      'None in the logs that could be read. See the warnings above.',
    );
  });
});

describe('a failed report', () => {
  test('has its error and no figures', () => {
    expect(firstReport({ reports: [failed()] })).toMatchObject({
      statement: { tone: 'failed', text: 'QueryFailedError: HIVE_BAD_DATA: not a number' },
      rankings: [],
      files: [],
    });
  });
});

describe('muted rows', () => {
  test('are counted, and left out of the whole that shares are of', () => {
    const muted = figures({ rows: 24, mutedRows: 12 });
    const report = firstReport(
      { reports: [succeeded({ rows: 24, mutedRows: 12 })] },
      { figures: new Map([['console-logins', muted]]) },
    );
    expect(report.muted).toBe('12 rows muted by configuration are in the CSV but not in these tables.');
    expect(report.rankings[0]?.values[0]?.share).toBe('75%');
  });

  test('show no tables when all rows are muted', () => {
    const report = firstReport({ reports: [succeeded({ mutedRows: 12 })] });
    expect(report).toMatchObject({
      statement: { text: 'All 12 rows are muted by configuration: see the CSV.' },
      table: undefined,
    });
  });
});

describe('figures', () => {
  test('rank the values of each counted column', () => {
    expect(firstReport().rankings[0]).toMatchObject({
      label: 'Who',
      column: 'identity',
      values: [{ value: 'alice', rows: '9', share: '75%' }],
      others: '2 other values: 3 rows, 25%',
    });
  });

  test('add the values that are not shown to the others', () => {
    const [report] = summarize(fullInput()).reports;
    expect(report?.rankings[0]?.others).toBe('5,005 other values: 94,965 rows, 95%');
  });

  test('show an absent value as none', () => {
    const counts = [{ column: 'errorcode', values: [{ value: '', rows: 12 }], otherValues: 0, otherRows: 0 }];
    const report = firstReport({}, { figures: new Map([['console-logins', figures({ counts })]]) });
    expect(report.rankings[0]?.values).toMatchObject([{ value: '(none)', none: true }]);
  });

  test('keep the name of a column that has no label', () => {
    const counts = [{ column: 'constructor', values: [], otherValues: 0, otherRows: 0 }];
    const report = firstReport({}, { figures: new Map([['console-logins', figures({ counts })]]) });
    expect(report.rankings[0]?.label).toBe('constructor');
  });

  test('say when: the span and the busiest hour', () => {
    expect(firstReport().hours?.remarks).toEqual([
      'First 09:10:00, last 14:20:30.',
      'Busiest hour: 09:00 to 10:00, 8 rows.',
    ]);
  });

  test('list the newest rows with their local time', () => {
    expect(firstReport().table).toEqual({
      title: 'Newest 1 of 12 rows',
      columns: ['When', 'Who', 'From where'],
      rows: [['14:20:30', 'alice', '203.0.113.5']],
    });
  });
});

describe('the file', () => {
  test('is said to be attached', () => {
    expect(firstReport().files[0]).toEqual({
      name: 'console-logins.csv',
      facts: ['5.2 kB', '48 MB scanned', 'attached'],
    });
  });

  test('that is not attached is said to be in the archive', () => {
    expect(firstReport({}, { attached: new Set() }).files[0]?.facts[2]).toBe(
      'too large to attach; it is in the archive: s3://archive/runs/2026/11/21/run-1/console-logins.csv',
    );
  });
});
