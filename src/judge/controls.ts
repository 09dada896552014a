import type { Control, ControlChange, ControlCount, ControlOutcome } from '../run/judgement.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Window } from '../run/run.ts';

/**
 * What came of each control, in the order of their ids.
 *
 * @param counted those with rows; undefined where the report failed
 */
export function controlOutcomes(
  controls: readonly Control[],
  counted: readonly ControlCount[] | undefined,
): ControlOutcome[] {
  const outcomes = controls.map((control) => outcomeOf(control, counted));
  // Of a run that began under another version.
  const others = (counted ?? [])
    .filter(({ control }) => !controls.some(({ id }) => id === control))
    .map((count) => ({ ...withCount(count), id: count.control, title: count.control, standards: {} }));
  return [...outcomes, ...others].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function outcomeOf(
  { id, title, severity, standards, isObservable }: Control,
  counted: readonly ControlCount[] | undefined,
): ControlOutcome {
  const none = { id, title, severity, standards, events: 0, rows: [] };
  if (!isObservable) return { ...none, status: 'not-observable' };
  if (!counted) return { ...none, status: 'unknown' };
  const count = counted.find(({ control }) => control === id);
  return count ? { id, title, standards, ...withCount(count) } : { ...none, status: 'quiet' };
}

function withCount({ severity, events, rows, grouped }: ControlCount) {
  const status = events > 0 ? ('people' as const) : ('grouped' as const);
  return { severity, status, events, rows, ...(grouped && { grouped }) };
}

type Judged = Pick<Manifest, 'controls' | 'verdict'>;

/** @returns undefined where the two windows do not meet, or one of the runs does not know its controls */
export function controlChange(
  run: Judged & { window: Window },
  before: (Judged & Pick<Manifest, 'runId' | 'window'>) | undefined,
): ControlChange | undefined {
  if (before?.window.to !== run.window.from) return undefined;
  const [now, then] = [countedIn(run), countedIn(before)];
  if (!now || !then) return undefined;
  return {
    since: before.runId,
    again: now.filter((id) => then.includes(id)),
    started: now.filter((id) => !then.includes(id)),
    ended: then.filter((id) => !now.includes(id)),
  };
}

/** Anybody who may write to the archive may have changed its manifest. */
function countedIn({ controls, verdict }: Judged): readonly string[] | undefined {
  const areKnown = Array.isArray(controls) && controls.every(({ status }) => status !== 'unknown');
  return areKnown && Array.isArray(verdict?.controls) ? verdict.controls : undefined;
}
