import { DETAILS, fittingDetail } from '../../src/mail/detail.ts';
import { renderHtml } from '../../src/mail/html.tsx';
import { summarize } from '../../src/mail/model.ts';
import type { MailInput } from '../../src/mail/summary.ts';
import { LANGUAGES } from '../../src/run/language.ts';
import { warn } from '../../src/run/warning.ts';
import { control, failed, fullInput, seen, summaryInput, withCoverage } from './inputs.ts';

const fitted = (input: MailInput) => summarize({ ...input, detail: fittingDetail(input) });

describe.each(LANGUAGES)('below the size at which Gmail clips (%s) is', (language) => {
  const sizeOf = (input: MailInput) => Buffer.byteLength(renderHtml(fitted({ ...input, language })));

  test.each([4, 12, 39])('a full mail of %i reports and the coverage of an organization', (reports) => {
    expect(sizeOf(withCoverage(fullInput(reports)))).toBeLessThan(102_000);
  });

  test('a mail of 40 reports that all failed with long errors, in an organization that fell silent', () => {
    const error = { name: 'QueryFailedError', message: '<"監査">'.repeat(200) };
    const reports = Array.from({ length: 40 }, (_, at) => failed({ id: `report-${at}`, error }));
    const warnings = Array.from({ length: 300 }, (_, at) =>
      warn('silent-account', { account: String(at), expected: 'last-run' }),
    );
    expect(sizeOf(summaryInput({ reports, warnings }))).toBeLessThan(102_000);
  });
});

describe.each(LANGUAGES)('the first screen of a bad day (%s)', (language) => {
  const text = '<"監査">'.repeat(30);
  const row = {
    eventtime: '2026-11-21T08:53:20Z',
    eventname: text,
    identity: text,
    sourceipaddress: text,
    recipientaccountid: text,
    awsregion: text,
    outcome: text,
    detail: text,
  };
  const controls = Array.from({ length: 40 }, (_, at) =>
    control({
      id: `control-${at}`,
      title: text,
      status: 'people',
      events: 100_000,
      rows: Array.from({ length: 10 }, () => row),
      grouped: Object.fromEntries(Array.from({ length: 30 }, (_, group) => [`${group} ${text}`, 7])),
    }),
  );
  const first = Array.from({ length: 1000 }, (_, at) => ({
    kind: 'principal' as const,
    key: [`${at} ${text}`],
    first: '2026-11-21T08:53:20Z',
    last: '2026-11-21T08:53:20Z',
    events: 1,
  }));
  const values = seen({ newValues: 200_000, newByKind: { principal: 200_000 }, first });
  const texts = new Map(controls.map(({ id }) => [id, { title: text, why: text, first: text }]));

  test.each([4, 39])('and %i reports are below that size', (reports) => {
    const { manifest, ...input } = withCoverage(fullInput(reports));
    const { verdict } = summaryInput({ controls, seen: values }).manifest;
    const bad = {
      ...input,
      language,
      controls: texts,
      manifest: { ...manifest, controls, seen: values, verdict },
    };
    const summary = fitted(bad);
    expect(Buffer.byteLength(renderHtml(summary))).toBeLessThan(102_000);
    expect(summary.first.controls?.cards.length).toBeGreaterThan(3);
  });
});

test('few reports are shown in full, without a remark', () => {
  const { reports, about } = fitted(fullInput(4));
  expect(reports[0]?.table?.rows).toHaveLength(10);
  expect(about.map(({ label }) => label)).not.toContain('Shortened');
});

test('many reports are each shown in less detail, and the mail says so', () => {
  const { reports, about } = fitted(fullInput(40));
  expect(reports[39]).toMatchObject({
    count: '100,000',
    hours: undefined,
    files: [{ name: 'report-39.csv' }],
  });
  expect(about.find(({ label }) => label === 'Shortened')?.value).toContain('the CSVs have every row');
});

test('errors are never left out', () => {
  for (const detail of DETAILS) {
    const { notices } = summarize({ ...summaryInput({ reports: [failed()] }), detail });
    expect(notices[0]?.lines).toEqual(['QueryFailedError: HIVE_BAD_DATA: not a number']);
  }
});
