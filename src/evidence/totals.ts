import type { EvidenceEntry, RunEntry, Totals } from './evidence.ts';

export function totalsOf(entries: readonly EvidenceEntry[]): Totals {
  const runs = entries.filter((entry) => entry.kind !== 'gap');
  const complete = runs.filter(({ outcome }) => outcome);
  const scheduled = complete.filter(({ kind }) => kind === 'schedule');
  const sum = (of: (outcome: NonNullable<RunEntry['outcome']>) => number) =>
    scheduled.reduce((all, { outcome }) => all + (outcome ? of(outcome) : 0), 0);
  const reports = new Set(scheduled.flatMap(({ outcome }) => [...(outcome?.rows.keys() ?? [])]));
  const rowsOf = (rows: number | 'failed' | undefined) => (typeof rows === 'number' ? rows : 0);
  return {
    scheduled: scheduled.length,
    reviewed: scheduled.filter(isReviewed).length,
    byHand: complete.length - scheduled.length,
    notComplete: runs.length - complete.length,
    gaps: entries.length - runs.length,
    notWhole: runs.filter(({ whole }) => !whole).length,
    warnings: sum(({ warnings }) => warnings),
    lateRows: sum(({ lateRows }) => lateRows),
    rows: new Map([...reports].map((id) => [id, sum(({ rows }) => rowsOf(rows.get(id)))])),
  };
}

/** Whether somebody reviewed the run as it is now. */
export function isReviewed({ reviews }: Pick<RunEntry, 'reviews'>): boolean {
  return reviews.at(-1)?.current === true;
}
