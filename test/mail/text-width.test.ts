import { padEnd, padStart, width } from '../../src/mail/text-width.ts';

test.each([
  ['console', 7],
  ['コンソール', 10],
  ['ｺﾝｿｰﾙ', 5],
  ['7時〜', 5],
  ['𠮷田', 4],
  ['Ｗｉｄｅ', 8],
])('%s takes %d columns', (text, columns) => {
  expect(width(text)).toBe(columns);
});

test('texts are padded to a width', () => {
  expect([padStart('7時', 5), padEnd('7時', 5)]).toEqual(['  7時', '7時  ']);
});

test('a text that is wider is left whole', () => {
  expect([padStart('操作者', 2), padEnd('操作者', 2)]).toEqual(['操作者', '操作者']);
});
