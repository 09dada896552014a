import { renderHtml } from '../../src/mail/html.tsx';
import { summarize } from '../../src/mail/model.ts';
import { sheet } from '../../src/mail/style.ts';
import { failed, fullInput, succeeded, summaryInput } from './inputs.ts';

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

test('the chart of hours has a text for screen readers', () => {
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
