import fc from 'fast-check';
import { jsonText } from '../../src/archive/json-text.ts';

test('is JSON as it is usually indented', () => {
  expect(jsonText({ a: ['é', 1] })).toBe('{\n  "a": [\n    "é",\n    1\n  ]\n}');
});

test.each([
  ['escape', '\u001b[2J', '"\\u001b[2J"'],
  ['a C1 control', '\u009b2J', '"\\u009b2J"'],
  ['delete', '\u007f', '"\\u007f"'],
  ['a bidirectional override', '\u202e', '"\\u202e"'],
  ['a line separator', '\u2028', '"\\u2028"'],
  ['a tag', '\u{e0041}', '"\\udb40\\udc41"'],
])('escapes %s', (_, value, text) => {
  expect(jsonText(value)).toBe(text);
});

test('any value: it reads back, and no line of it speaks to a terminal', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = jsonText(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }),
  );
});
