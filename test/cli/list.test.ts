import { list } from '../../src/cli/list.ts';

test('takes a list as it is typed', () => {
  expect(list('a, b')).toEqual(['a', 'b']);
});

test('takes an option that is given twice as one list', () => {
  expect(list('c', list('a,b'))).toEqual(['a', 'b', 'c']);
});
