import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { renderHtml } from '../../src/message/html.tsx';
import { composeMessage } from '../../src/message/mime.ts';
import { type Summary, summarize } from '../../src/message/model.ts';
import { renderText } from '../../src/message/text.ts';
import { warn } from '../../src/warning.ts';
import { failed, figures, succeeded, summaryInput } from './inputs.ts';

const RUNS = { numRuns: 50 };

const NASTY = [
  '<script>',
  '</td>',
  '"',
  "'",
  '&lt;',
  '\r\n',
  '\u202e',
  '\u0000',
  '\ud800',
  ' --> ',
  '=?utf-8?Q?=0A?=',
];

const hostileValue = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

/** The value wherever the mail shows something that someone else wrote. */
function summaryOf(value: string): Summary {
  const counts = ['identity', value].map((column) => ({
    column,
    values: [{ value, rows: 12 }],
    otherValues: 0,
    otherRows: 0,
  }));
  const row = { eventtime: value, identity: value, [value]: value };
  const reports = [
    succeeded({ title: value, file: value }),
    failed({ id: 'b', error: { name: value, message: value } }),
    succeeded({ id: 'coverage' }),
  ];
  const account = {
    account: value,
    events: 1,
    regions: { [value]: 1 },
    firstEventTime: value,
    lastEventTime: value,
    hoursWithEvents: 1,
    silence: { from: value, to: value },
  };
  const silent = { accounts: [], regions: [], sinceLastRun: [{ region: value, accounts: [value] }] };
  const coverage = { hours: 24, accounts: [account], regions: [value], silent };
  const warnings = [
    warn('damaged-log-file', { reason: value, file: value }),
    warn('silent-account', { account: value, expected: 'last-run', lastEventTime: value }),
    warn('silent-region', { region: value }),
  ];
  return summarize(
    summaryInput(
      { status: 'partial', reports, warnings, coverage },
      {
        name: value,
        planned: [{ id: 'console-logins', description: value, emptyIsGood: false }],
        figures: new Map([
          ['coverage', figures({ coverage: [account] })],
          ['console-logins', figures({ counts, newestRows: [row], newest: value, oldest: value })],
        ]),
        archiveLocation: value,
      },
    ),
  );
}

const tagsIn = (html: string) => html.replaceAll('<wbr/>', '').split('<').length;

test('no value adds a tag to the HTML', () => {
  fc.assert(
    fc.property(hostileValue, (value) => {
      const harmless = value.replace(/[<>&"']/g, 'x');
      expect(tagsIn(renderHtml(summaryOf(value)))).toBe(tagsIn(renderHtml(summaryOf(harmless))));
    }),
    RUNS,
  );
});

test('no value adds an attribute to the HTML', () => {
  fc.assert(
    fc.property(hostileValue, (value) => {
      const html = renderHtml(summaryOf(`${value}" onclick="x`));
      expect(html).not.toContain('" onclick=');
    }),
    RUNS,
  );
});

test('no value adds a line to the text', () => {
  fc.assert(
    fc.property(hostileValue, (value) => {
      const harmless = value === '' ? '' : 'x'.repeat(20);
      const linesOf = (text: string) => text.split('\n').length;
      expect(linesOf(renderText(summaryOf(value)))).toBe(linesOf(renderText(summaryOf(harmless))));
    }),
    RUNS,
  );
});

test('no control or bidirectional character reaches HTML or text', () => {
  fc.assert(
    fc.property(hostileValue, (value) => {
      const summary = summaryOf(value);
      expect(renderHtml(summary) + renderText(summary)).not.toMatch(
        /(?![\n\u00a0])[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u,
      );
    }),
    RUNS,
  );
});

test('no value adds a header or changes the subject', async () => {
  const compose = (summary: Summary) =>
    composeMessage({
      summary,
      from: 'audit@example.com',
      to: ['security@example.com'],
      date: '2026-11-21T22:00:00.000Z',
      runId: 'run-1',
      attachments: [],
    });
  const keysOf = (mail: Awaited<ReturnType<typeof PostalMime.parse>>) => mail.headers.map(({ key }) => key);
  const expected = keysOf(await PostalMime.parse(await compose(summaryOf('x'))));
  await fc.assert(
    fc.asyncProperty(hostileValue, async (value) => {
      const summary = summaryOf(value);
      const mail = await PostalMime.parse(await compose(summary));
      expect(keysOf(mail)).toEqual(expected);
      expect(mail.subject).toBe(summary.subject.trimEnd());
    }),
    RUNS,
  );
});
