import { LANGUAGES } from '../../src/language.ts';
import { renderHtml } from '../../src/message/html.tsx';
import { type SummaryInput, summarize } from '../../src/message/model.ts';
import { sheet } from '../../src/message/style.ts';
import { failed, figures, fullInput, succeeded, summaryInput } from './inputs.ts';

test.each(LANGUAGES)('a full mail stays below the size at which Gmail clips (%s)', (language) => {
  const html = renderHtml(summarize({ ...withCoverage(fullInput()), language }));
  expect(Buffer.byteLength(html)).toBeLessThan(102_000);
});

test('nothing is loaded, linked or run', () => {
  expect(renderHtml(summarize(fullInput()))).not.toMatch(
    /<(a|img|script|link|iframe|form|object)\b|url\(|@import|\son\w+=/i,
  );
});

test('the language is that of the wording', () => {
  expect(renderHtml(summarize(summaryInput()))).toMatch(/^<!doctype html>\n<html lang="en">/);
});

test('the style sheet comes out as it was written', () => {
  expect(renderHtml(summarize(summaryInput()))).toContain(`<style>${sheet}</style>`);
});

test('failures stand before the counts', () => {
  const html = renderHtml(summarize(summaryInput({ status: 'partial', reports: [succeeded(), failed()] })));
  expect(html.indexOf('HIVE_BAD_DATA')).toBeLessThan(html.indexOf('>12<'));
});

test('the hours are told in words beside the chart', () => {
  expect(renderHtml(summarize(summaryInput()))).toContain('role="img" aria-label="09:00 8, 14:00 4"');
});

test('each value of the newest rows carries its column for narrow screens', () => {
  expect(renderHtml(summarize(summaryInput()))).toMatch(
    /<span class="label"[^>]*>From where <\/span>203\.0\.113\.5/,
  );
});

test('many reports have their counts in a list', () => {
  expect(renderHtml(summarize(fullInput(9)))).not.toContain('class="tile"');
});

test('columns of the data have headers with a scope', () => {
  expect(renderHtml(summarize(summaryInput()))).toMatch(/<th scope="col"[^>]*>Who<\/th>/);
});

/** The fifth report too, over an organization. */
function withCoverage({ manifest, figures: counted, ...input }: SummaryInput): SummaryInput {
  const regions = Array.from({ length: 17 }, (_, at) => `ap-northeast-${at}`);
  const accounts = Array.from({ length: 300 }, (_, at) => ({
    account: String(111122223333 + at),
    events: 12_345,
    regions: Object.fromEntries(regions.map((region) => [region, 2000])),
    firstEventTime: '2026-11-20T15:04:00Z',
    lastEventTime: '2026-11-21T14:58:00Z',
    hoursWithEvents: 12,
    silence: { from: '2026-11-20T18:04:00Z', to: '2026-11-21T02:58:00Z' },
  }));
  const ids = accounts.map(({ account }) => account);
  const sinceLastRun = regions.map((region) => ({ region, accounts: ids }));
  const silent = { accounts: [], regions: [], sinceLastRun };
  const reports = [...manifest.reports, succeeded({ id: 'coverage', title: 'Coverage', rows: 5100 })];
  return {
    ...input,
    manifest: { ...manifest, reports, coverage: { hours: 24, accounts, regions, silent } },
    figures: new Map([...counted, ['coverage', figures({ coverage: accounts })]]),
  };
}
