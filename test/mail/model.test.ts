import { summarize } from '../../src/mail/model.ts';
import type { MailInput } from '../../src/mail/summary.ts';
import { failed, NO_LOGS, succeeded, summaryInput } from './inputs.ts';

const EMPTY = { reports: [succeeded({ rows: 0 })] };

describe('headlines', () => {
  test('are the counts', () => {
    expect(summarize(summaryInput()).headlines).toMatchObject([{ title: 'Console logins', value: '12' }]);
  });

  test('say how many rows are muted', () => {
    const { headlines } = summarize(summaryInput({ reports: [succeeded({ mutedRows: 5 })] }));
    expect(headlines).toMatchObject([{ value: '12', note: '5 muted' }]);
  });

  test('highlight rows in a report that should be empty, unless all are muted', () => {
    const reports = [succeeded(), succeeded({ id: 'muted', mutedRows: 12 })];
    expect(summarize(summaryInput({ reports })).headlines).toMatchObject([
      { tone: 'notable' },
      { tone: 'plain' },
    ]);
  });

  test('show no number without log files', () => {
    const { headlines } = summarize(summaryInput({ ...EMPTY, ...NO_LOGS }));
    expect(headlines).toMatchObject([{ value: 'not known', note: 'no log files', tone: 'unknown' }]);
  });

  test('show no number for a failed report', () => {
    const { headlines } = summarize(summaryInput({ reports: [failed()] }));
    expect(headlines).toMatchObject([{ value: 'failed', tone: 'failed' }]);
  });
});

describe('about the run', () => {
  const aboutOf = (label: string, changes: Partial<MailInput> = {}) =>
    summarize(summaryInput({}, changes)).about.find((fact) => fact.label === label)?.value;

  test('says where the archive is', () => {
    expect(aboutOf('Archive')).toBe('s3://archive/runs/2026/11/21/run-1');
  });

  test('says what the scan cost, even below a cent', () => {
    expect(aboutOf('Scanned')).toBe('192.4 MB, less than USD 0.01');
  });

  test('says when the cost is above the ceiling, and only then', () => {
    expect(aboutOf('Scanned', { cost: 12, costCeiling: 10 })).toBe(
      '192.4 MB, USD 12.00; this is more than limits.usdPerRun (USD 10.00)',
    );
    expect(aboutOf('Scanned', { cost: 10, costCeiling: 10 })).toBe('192.4 MB, USD 10.00');
  });

  test('says that what failed reports read is not counted', () => {
    const { about } = summarize(summaryInput({ reports: [succeeded(), failed({ id: 'b' })] }, { cost: 12 }));
    expect(about.find(({ label }) => label === 'Scanned')?.value).toBe(
      '192.4 MB, USD 12.00, not counting what failed reports read',
    );
  });

  test('says that reading one’s own files costs nothing', () => {
    expect(aboutOf('Scanned', { cost: undefined })).toBe('192.4 MB, no charge: read on one machine');
  });
});

test('the report of what was seen has no section and no count', () => {
  const reports = [succeeded(), succeeded({ id: 'seen', title: 'Seen' })];
  const { headlines, reports: sections, subject } = summarize(summaryInput({ reports }));
  expect([headlines.length, sections.length, subject.includes('Seen') || subject.includes(' seen')]).toEqual([
    1,
    1,
    false,
  ]);
});

test('the rows of controls are in no count; their table comes after the others, before the coverage', () => {
  const ids = ['controls', 'coverage', 'console-logins'];
  const reports = ids.map((id) => succeeded({ id, title: id }));
  const { headlines, reports: sections, subject } = summarize(summaryInput({ reports }));
  expect(headlines.map(({ title }) => title)).toEqual(['console-logins', 'coverage']);
  expect(sections.map(({ title }) => title)).toEqual(['console-logins', 'controls', 'coverage']);
  expect(subject).toMatch(/ · 12 console-logins$/);
});

test('the report of what was seen is named where it failed', () => {
  const reports = [succeeded(), failed({ id: 'seen', title: 'Seen' })];
  expect(summarize(summaryInput({ reports, status: 'partial' })).notices).toMatchObject([
    { severity: 'failure', title: 'Seen: this report failed' },
  ]);
});
