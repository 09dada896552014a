import { Random, Weighted } from '../../src/sample/random.ts';

describe('Random', () => {
  it('gives the numbers of sfc32', () => {
    const random = new Random(1, 2);
    const numbers = [random.uint32(), random.uint32(), random.uint32()];
    expect(numbers).toEqual([21179437, 4071806733, 1723130490]);
  });

  it('gives each stream of a seed its own numbers', () => {
    expect(new Random(1, 1).uint32()).not.toBe(new Random(1, 2).uint32());
  });

  it('makes UUIDs of version 4', () => {
    const random = new Random(5);
    for (let n = 0; n < 100; n++)
      expect(random.uuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('includes both ends of a range, and nothing beyond', () => {
    const random = new Random(5);
    const drawn = new Set(Array.from({ length: 200 }, () => random.integer(3, 5)));
    expect([...drawn].sort()).toEqual([3, 4, 5]);
  });
});

describe('Weighted', () => {
  it('draws in proportion to the weights', () => {
    const random = new Random(9);
    const weighted = new Weighted([
      ['often', 9],
      ['seldom', 1],
      ['never', 0],
    ]);
    const drawn = Array.from({ length: 5000 }, () => weighted.pick(random));
    const seldom = drawn.filter((item) => item === 'seldom').length;
    expect(seldom).toBeGreaterThan(400);
    expect(seldom).toBeLessThan(600);
    expect(drawn).not.toContain('never');
  });
});
