import type { Count } from './figures.ts';

/** How many distinct values one column may hold in memory: a user name is anybody's to invent, millions of times. */
const MAX_VALUES = 50_000;

/**
 * Counts how often each value occurs, in bounded memory. Exact up to MAX_VALUES distinct values; beyond that the
 * rarer half is forgotten again and again, so that the frequent ones stay right or, at worst, too low.
 */
export class ValueCount {
  private readonly counts = new Map<string, number>();
  private forgottenValues = 0;
  private forgottenRows = 0;

  add(value: string): void {
    const count = this.counts.get(value);
    this.counts.set(value, (count ?? 0) + 1);
    if (count === undefined && this.counts.size > MAX_VALUES) this.forgetRarerHalf();
  }

  /** The `most` most frequent values, ties in the order of their characters; the others only as numbers. */
  ranked(most: number): { values: Count[]; otherValues: number; otherRows: number } {
    const all = this.inOrder();
    const others = all.slice(most);
    return {
      values: all.slice(0, most),
      otherValues: others.length + this.forgottenValues,
      otherRows: others.reduce((sum, { rows }) => sum + rows, this.forgottenRows),
    };
  }

  private forgetRarerHalf(): void {
    for (const { value, rows } of this.inOrder().slice(MAX_VALUES / 2)) {
      this.counts.delete(value);
      this.forgottenValues += 1;
      this.forgottenRows += rows;
    }
  }

  private inOrder(): Count[] {
    return [...this.counts]
      .map(([value, rows]) => ({ value, rows }))
      .sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
  }
}
