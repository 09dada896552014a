import {
  type ControlOutcome,
  SEVERITIES,
  type SeenOutcome,
  type Severity,
  type Verdict,
  type VerdictRule,
  type VerdictWord,
} from '../run/judgement.ts';
import type { RunOutcome } from '../run/manifest.ts';
import { noDataOf } from './coverage.ts';

type Judged = Pick<RunOutcome, 'status' | 'warnings' | 'reports' | 'coverage' | 'controls' | 'seen'>;

/**
 * What a run comes to. FAILED: no report succeeded. PARTIAL: something is missing, or a control is not known. LOOK: a
 * control of the rule's severity has people in it, or a value of the rule's kinds was never seen before. LEARNING: there
 * are too few runs to know what is new. NOTHING NEW is said only of a run whose controls and new values are all known.
 */
export function verdictOf(run: Judged, rule: VerdictRule): Verdict {
  const controls = countingControls(run.controls, rule.severity).map(({ id }) => id);
  const newValues = newValuesOf(run.seen, rule);
  const findings = controls.length + newValues;
  return { words: wordsOf(run, findings), rule, controls, newValues };
}

function wordsOf(run: Judged, findings: number): VerdictWord[] {
  const { status, controls = [] } = run;
  if (status === 'failed') return ['FAILED'];
  const isPartial = status === 'partial' || controls.some(isUnknown);
  return [...(isPartial ? ['PARTIAL' as const] : []), ...findingWord(run, findings)];
}

function findingWord(run: Judged, findings: number): VerdictWord[] {
  const { controls = [], seen, reports } = run;
  if (findings > 0) return ['LOOK'];
  if (noDataOf(run)) return [];
  if (seen?.status === 'learning') return ['LEARNING'];
  // Without the report `coverage`, rows show that there were events at all.
  const hasEvents = run.coverage !== undefined || reports.some(({ rows = 0 }) => rows > 0);
  const isKnown = hasEvents && controls.length > 0 && !controls.some(isUnknown) && seen && !seen.dropped;
  return isKnown ? ['NOTHING NEW'] : [];
}

function isUnknown({ status }: ControlOutcome): boolean {
  return status === 'unknown';
}

/** Those with people in them, worst first; of a severity the rarest first, for what happens often is rarely an incident. */
function countingControls(controls: readonly ControlOutcome[] = [], least: Severity): ControlOutcome[] {
  return controls
    .filter(({ status, severity }) => status === 'people' && rankOf(severity) <= rankOf(least))
    .sort((a, b) => rankOf(a.severity) - rankOf(b.severity) || a.events - b.events);
}

/** From 0, the worst. */
function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

function newValuesOf(seen: SeenOutcome | undefined, { kinds }: VerdictRule): number {
  if (seen?.status !== 'judged') return 0;
  return kinds.reduce((sum, kind) => sum + (seen.newByKind[kind] ?? 0), 0);
}
