import fc from 'fast-check';
import { TextCache } from '../../../src/steps/archive/text-cache.ts';

/** Reads the values one after the other from a buffer that they all are in. */
function read(values: readonly string[]): { texts: string[]; made: number } {
  const input = Buffer.from(values.join(''));
  const words = new DataView(input.buffer, input.byteOffset, input.length);
  const cache = new TextCache();
  let [at, made] = [0, 0];
  const make = (from: number, to: number) => {
    made += 1;
    return input.toString('utf8', from, to);
  };
  const texts = values.map((value) => {
    const from = at;
    at += Buffer.byteLength(value);
    return cache.text(words, from, at, make);
  });
  return { texts, made };
}

test('a value that comes again is not made again', () => {
  expect(read(['GetObject', 'PutObject', 'GetObject', 'PutObject']).made).toBe(2);
});

test('any values, which differ little, are what they are, whatever was read before', () => {
  const alike = fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 70 });
  fc.assert(
    fc.property(fc.array(alike, { maxLength: 200 }), (values) => {
      expect(read([...values, ...values]).texts).toEqual([...values, ...values]);
    }),
  );
});

test('more values than it has places for are what they are', () => {
  const values = Array.from({ length: 20_000 }, (_, i) => `session-${i % 10_000}`);
  expect(read(values).texts).toEqual(values);
});

test('long values are made each time, not kept', () => {
  expect(read(['x'.repeat(1000), 'x'.repeat(1000)]).made).toBe(2);
});
