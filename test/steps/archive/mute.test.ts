import fc from 'fast-check';
import { muteTest } from '../../../src/steps/archive/mute.ts';

const mutes = (pattern: string, value: string) =>
  muteTest({ username: [pattern] }, ['username'])({ value: () => value });

test.each([
  ['ci-*', 'ci-build'],
  ['*-admin', 'db-admin'],
  ['a*c*e', 'abcde'],
  ['*', ''],
  ['**', 'a'],
  ['a*', 'a\r\nb'],
  ['$&*', '$&1'],
])('%j mutes %j', (pattern, value) => {
  expect(mutes(pattern, value)).toBe(true);
});

test.each([
  ['ci-*', 'xci-build'],
  ['a*a', 'a'],
  ['ab*bc', 'abc'],
  ['a*b*b', 'ab'],
  ['alice', '*'],
  ['a.*', 'ab'],
  ['[a-z]*', 'alice'],
  ['a?*', 'ab'],
])('%j does not mute %j', (pattern, value) => {
  expect(mutes(pattern, value)).toBe(false);
});

test('any pattern mutes what a regular expression of its parts matches', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '\n'), maxLength: 8 });
  fc.assert(
    fc.property(
      text.filter((pattern) => pattern.includes('*')),
      text,
      (pattern, value) => {
        expect(mutes(pattern, value)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 's').test(value));
      },
    ),
    { numRuns: 500 },
  );
});

test('a long value made for it takes no longer than any other', () => {
  const begun = performance.now();
  expect(mutes('*a*a*a*a*b', 'a'.repeat(100_000))).toBe(false);
  expect(performance.now() - begun).toBeLessThan(1000);
});
