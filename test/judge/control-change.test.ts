import { controlChange } from '../../src/judge/controls.ts';
import type { ControlOutcome } from '../../src/run/judgement.ts';
import { control } from '../mail/inputs.ts';

const judged = (day: number, ids: string[], controls: ControlOutcome[] = [control()]) => ({
  runId: `run-${day}`,
  window: { from: `2026-11-${day}T00:00:00Z`, to: `2026-11-${day + 1}T00:00:00Z`, timezone: 'UTC' },
  controls,
  verdict: { words: [], rule: { severity: 'medium' as const, kinds: [] }, controls: ids, newValues: 0 },
});

test('names the controls of both runs, of this one, and of the one before', () => {
  expect(controlChange(judged(21, ['a', 'b']), judged(20, ['c', 'a']))).toEqual({
    since: 'run-20',
    again: ['a'],
    started: ['b'],
    ended: ['c'],
  });
});

test('says nothing of a run whose window does not meet this one', () => {
  expect(controlChange(judged(21, ['a']), judged(19, ['a']))).toBeUndefined();
});

test.each([
  ['this run', judged(21, [], [control({ status: 'unknown' })]), judged(20, [])],
  ['the run before', judged(21, []), judged(20, [], [control({ status: 'unknown' })])],
  ['a run of an older version', judged(21, []), { ...judged(20, []), controls: undefined as never }],
])('says nothing where the controls of %s are not known', (_, run, before) => {
  expect(controlChange(run, before)).toBeUndefined();
});
