import { gapsIn } from '../../src/evidence/gaps.ts';

const NOW = '2026-12-15T00:00:00Z';
/** `01`, `03`: from 1 November 00:00 to 3 November 00:00. */
const span = (from: string, to: string) => ({
  from: `2026-11-${from}T00:00:00Z`,
  to: `2026-11-${to}T00:00:00Z`,
});
const PERIOD = span('02', '06');

test.each([
  ['none where windows tile the period', [span('02', '03'), span('03', '06')], []],
  ['none where windows reach beyond it', [span('01', '04'), span('04', '09')], []],
  ['between two windows, whatever their order', [span('05', '06'), span('02', '04')], [span('04', '05')]],
  ['at the beginning and at the end', [span('03', '04')], [span('02', '03'), span('04', '06')]],
  ['the whole period without a window', [], [PERIOD]],
  ['the whole period where windows are only beside it', [span('01', '02'), span('07', '08')], [PERIOD]],
  ['none where windows overlap', [span('02', '05'), span('03', '04'), span('05', '06')], []],
])('gaps: %s', (_, windows, gaps) => {
  expect(gapsIn(PERIOD, windows, NOW)).toEqual(gaps);
});

test('a window that is not over, or whose run may be under way, is no gap', () => {
  const windows = [span('02', '03'), span('03', '04')];

  expect(gapsIn(PERIOD, windows, '2026-11-05T06:00:00Z')).toEqual([]);
  expect(gapsIn(PERIOD, [span('02', '03')], '2026-11-05T06:00:00Z')).toEqual([
    { from: '2026-11-03T00:00:00Z', to: '2026-11-05T06:00:00Z' },
  ]);
});
