import type { ControlChange } from '../run/judgement.ts';
import type { Manifest } from '../run/manifest.ts';
import type { Window } from '../run/run.ts';

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
