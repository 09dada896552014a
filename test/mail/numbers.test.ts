import { numbersIn } from '../../src/mail/numbers.ts';

const { bytes, dollars, share } = numbersIn('en-US');

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1 kB'],
  [5_212, '5.2 kB'],
  [192_449_336, '192.4 MB'],
  [3_000_000_000_000, '3 TB'],
])('%d bytes are %s', (value, text) => {
  expect(bytes(value)).toBe(text);
});

test.each([
  [0, 12, '0%'],
  [7, 12, '58%'],
  [12, 12, '100%'],
  [1, 561, '<1%'],
  [560, 561, '>99%'],
  [0, 0, '0%'],
])('%d of %d are %s', (part, all, text) => {
  expect(share(part, all)).toBe(text);
});

test('dollars have cents', () => {
  expect(dollars(1234.5)).toBe('USD 1,234.50');
});
