import { Random, Weighted } from '../../src/sample/random.ts';

test('gives the numbers of sfc32', () => {
  const random = new Random(1, 2);
  expect([random.uint32(), random.uint32(), random.uint32()]).toEqual([21179437, 4071806733, 1723130490]);
});

test('makes UUIDs of version 4', () => {
  const random = new Random(5);
  for (let n = 0; n < 100; n++)
    expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a range has both its ends', () => {
  const random = new Random(5);
  const drawn = new Set(Array.from({ length: 200 }, () => random.integer(3, 5)));
  expect([...drawn].sort()).toEqual([3, 4, 5]);
});

test('items are drawn in proportion to their weights', () => {
  const random = new Random(9);
  const weighted = new Weighted([
    ['often', 9],
    ['seldom', 1],
    ['never', 0],
  ]);
  const drawn = Array.from({ length: 5000 }, () => weighted.pick(random));
  const shareOf = (name: string) => drawn.filter((item) => item === name).length / drawn.length;
  expect(shareOf('seldom')).toBeCloseTo(0.1, 1);
  expect(shareOf('never')).toBe(0);
});
