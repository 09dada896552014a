import fc from 'fast-check';
import { oneLine, severalLines } from '../../src/cli/terminal.ts';

const SPEAKS = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const text = fc.array(
  fc.oneof(
    fc.constantFrom('\u001b]8;;http://x\u0007', '\u009b2J', '\u202e', '\ud800', '\n'),
    fc.string({ unit: 'binary' }),
  ),
);

test('leaves a path with spaces alone', () => {
  expect(oneLine('/home/é 田/my  logs/')).toBe('/home/é 田/my  logs/');
});

test('shows an escape sequence', () => {
  expect(severalLines('a\u001b[2J\r\nb')).toBe('a\\u{1B}[2J\\u{D}\nb');
});

test('any text: one line stays one, and nothing in it speaks to the terminal', () => {
  fc.assert(fc.property(text, (parts) => expect(oneLine(parts.join(''))).not.toMatch(SPEAKS)));
});

test('any text: several lines stay as many', () => {
  fc.assert(
    fc.property(text, (parts) => {
      const lines = parts.join('').split('\n');
      expect(severalLines(parts.join('')).split('\n')).toEqual(lines.map(oneLine));
    }),
  );
});
