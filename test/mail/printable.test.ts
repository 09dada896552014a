import fc from 'fast-check';
import { printable } from '../../src/mail/printable.ts';

const anyString = fc
  .array(fc.oneof(fc.integer({ max: 0xffff, min: 0 }), fc.integer({ max: 0x10ffff, min: 0 })))
  .map((codes) => codes.map((code) => String.fromCodePoint(code)).join(''));

test('leaves ordinary text alone', () => {
  expect(printable('山田 O\'Brien <root> & "DOMAIN\\user" ñ 😀')).toBe(
    '山田 O\'Brien <root> & "DOMAIN\\user" ñ 😀',
  );
});

test.each([
  's3://bucket/key',
  'arn:aws:iam::111122223333:user/a',
  '::1',
  '10:30',
  'signin.amazonaws.com',
  'awww.',
  'a//b',
])('leaves %j alone: nothing takes it for a link that leads anywhere else', (value) => {
  expect(printable(value)).toBe(value);
});

test.each([
  ['line ends', 'a\r\nb', 'a\\u{D}\\u{A}b'],
  ['a terminal escape', '\u001b[31m', '\\u{1B}[31m'],
  ['C1 controls', '\u009b31m', '\\u{9B}31m'],
  ['bidirectional overrides', 'admin\u202egnp', 'admin\\u{202E}gnp'],
  ['bidirectional isolates', '\u2066a\u2069', '\\u{2066}a\\u{2069}'],
  ['zero-width characters', 'a\u200bl\u200di\u2060c\ufeffe', 'a\\u{200B}l\\u{200D}i\\u{2060}c\\u{FEFF}e'],
  ['lone surrogates', '\ud800x\udc00', '\\u{D800}x\\u{DC00}'],
  ['tag characters', '\u{e0041}', '\\u{E0041}'],
  ['fillers that show as nothing', '\u3164\u2800\u00ad', '\\u{3164}\\u{2800}\\u{AD}'],
  ['spaces that look like a space', 'a\u00a0b', 'a\\u{A0}b'],
  ['spaces at the ends', ' admin ', '\\u{20}admin\\u{20}'],
  ['spaces in a row', 'a  b', 'a \\u{20}b'],
  ['line separators', 'a\u2028b', 'a\\u{2028}b'],
  ['text that imitates an escape', '\\u{202E}', '\\u{5C}u{202E}'],
  ['a combining mark without a letter', '\u0301a', '\\u{301}a'],
  ['a link', 'see https://evil.example/', 'see https\\u{3A}//evil.example/'],
  ['a link without a scheme', '(WWW.evil.example', '(WWW\\u{2E}evil.example'],
  ['a link of a scheme that ends like s3', 'as3://evil.example', 'as3\\u{3A}//evil.example'],
  ['combining marks that pile up', 'a\u0301\u0302\u0303', 'a\u0301\u0302\\u{303}'],
])('makes %s visible', (_, value, shown) => {
  expect(printable(value)).toBe(shown);
});

test('cuts a long value and says how many characters were cut', () => {
  expect(printable('x'.repeat(154))).toBe(`${'x'.repeat(120)}… (+34)`);
});

test('never cuts an escape in two', () => {
  expect(printable(`abc\u202e`, 5)).toBe('abc… (+1)');
});

test('counts characters, not halves of them', () => {
  expect(printable('😀😀😀', 4)).toBe('😀😀… (+1)');
});

test('whatever the value, nothing hidden is left in it', () => {
  fc.assert(
    fc.property(anyString, (value) => {
      expect(printable(value)).not.toMatch(
        /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u,
      );
    }),
  );
});

test('whatever the value, the result is short', () => {
  fc.assert(
    fc.property(anyString, (value) => {
      expect(printable(value.repeat(20)).length).toBeLessThan(140);
    }),
  );
});

test('different short values never look the same', () => {
  fc.assert(
    fc.property(anyString, anyString, (one, other) => {
      expect(printable(one, 10_000) === printable(other, 10_000)).toBe(one === other);
    }),
  );
});
