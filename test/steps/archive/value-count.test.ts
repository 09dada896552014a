import { ValueCount } from '../../../src/steps/archive/value-count.ts';

function counted(values: Iterable<string>): ValueCount {
  const count = new ValueCount();
  for (const value of values) count.add(value);
  return count;
}

test('ranks values by how often they occur, ties by their characters', () => {
  expect(counted(['b', 'a', 'c', 'c']).ranked(3).values).toEqual([
    { value: 'c', rows: 2 },
    { value: 'a', rows: 1 },
    { value: 'b', rows: 1 },
  ]);
});

test('says how many values and rows the ranking counts', () => {
  expect(counted(['a', 'a', 'b', 'c', 'c', 'c']).ranked(1)).toMatchObject({ otherValues: 2, otherRows: 3 });
});

function* oneFrequentAmongMany(): Generator<string> {
  for (let i = 0; i < 200_000; i++) yield i % 4 === 0 ? 'frequent' : `invented-${i}`;
}

test('keeps the frequent value right when more values come than are remembered', () => {
  expect(counted(oneFrequentAmongMany()).ranked(1).values).toEqual([{ value: 'frequent', rows: 50_000 }]);
});

test('loses no row from the total when it forgets values', () => {
  const { values, otherRows } = counted(oneFrequentAmongMany()).ranked(10);
  expect(values.reduce((sum, { rows }) => sum + rows, otherRows)).toBe(200_000);
});

test('keeps the frequent value right when long values come, and does not hold them all', () => {
  function* longOnes(): Generator<string> {
    for (let i = 0; i < 2000; i++) yield* ['frequent', `${i}`.padEnd(10_000, '-')];
  }

  const { values, otherRows } = counted(longOnes()).ranked(1000);

  expect(values[0]).toEqual({ value: 'frequent', rows: 2000 });
  expect(values.reduce((sum, { value }) => sum + value.length, 0)).toBeLessThan(5_000_000);
  expect(values.reduce((sum, { rows }) => sum + rows, otherRows)).toBe(4000);
});

test('a value longer than all may be together is counted among the others', () => {
  const { values, otherValues, otherRows } = counted(['a', 'x'.repeat(6_000_000), 'a']).ranked(10);

  expect({ values, otherValues, otherRows }).toEqual({
    values: [{ value: 'a', rows: 2 }],
    otherValues: 1,
    otherRows: 1,
  });
});
