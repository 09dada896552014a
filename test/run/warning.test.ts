import { warn, warningsOf } from '../../src/run/warning.ts';

test('a warning holds its code and its details', () => {
  expect(warn('damaged-log-file', { file: 'a.json.gz', reason: 'truncated' })).toEqual({
    code: 'damaged-log-file',
    file: 'a.json.gz',
    reason: 'truncated',
  });
});

test('warnings of one kind are taken from all', () => {
  const damaged = warn('damaged-log-file', { file: 'a.json.gz', reason: 'truncated' });
  expect(warningsOf('damaged-log-file', [warn('window-too-recent', { minutes: 30 }), damaged])).toEqual([
    damaged,
  ]);
});
