import fc from 'fast-check';
import type { Email } from 'postal-mime';
import { LANGUAGES } from '../../src/run/language.ts';
import {
  bodiesOf,
  harmlessShape,
  hostileSummary,
  mailOf,
  shapeOf,
  UNSAFE_IN_MAIL,
} from './hostile-summary.ts';

const RUNS = { numRuns: 50 };
const language = fc.constantFrom(...LANGUAGES);

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
  '" onclick="x',
  'http://evil.example/',
  'www.',
  '\u2028',
  '\u001b[2J',
  '=?utf-8?Q?=0A?=',
];

const hostileValue = fc
  .array(fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

test('no value adds a tag, an attribute or a line, in any language', () => {
  fc.assert(
    fc.property(hostileValue, language, (value, language) => {
      expect(shapeOf(bodiesOf(hostileSummary(value, language)))).toEqual(harmlessShape(value, language));
    }),
    RUNS,
  );
});

test('no character that hides or reorders, and no link, reaches HTML or text', () => {
  fc.assert(
    fc.property(hostileValue, language, (value, language) => {
      const { html, text } = bodiesOf(hostileSummary(value, language));
      expect(html + text).not.toMatch(UNSAFE_IN_MAIL);
    }),
    RUNS,
  );
});

test('no value adds a header or changes the subject', async () => {
  const keysOf = ({ headers }: Email) => headers.map(({ key }) => key);
  const expected = keysOf(await mailOf(hostileSummary('x', 'en')));
  await fc.assert(
    fc.asyncProperty(hostileValue, language, async (value, language) => {
      const summary = hostileSummary(value, language);
      const mail = await mailOf(summary);
      expect(keysOf(mail)).toEqual(expected);
      expect(mail.subject?.trimEnd()).toBe(summary.subject.trimEnd());
    }),
    RUNS,
  );
});
