import type { Count } from '../../run/figures.ts';

/** Bounds of one column's values in memory: anybody can invent user names, millions of them and long ones. */
const MAX_VALUES = 50_000;
const MAX_CHARACTERS = 5_000_000;

/**
 * Counts how often each value occurs, in bounded memory. Exact within the bounds; beyond them the rarer half is forgotten
 * again and again, so that counts of frequent values are right or too low. A forgotten value that comes again counts anew.
 */
export class ValueCount {
  private readonly counts = new Map<string, { rows: number }>();
  private characters = 0;
  private forgottenValues = 0;
  private forgottenRows = 0;

  add(value: string, rows = 1): void {
    const count = this.counts.get(value);
    if (count !== undefined) {
      count.rows += rows;
      return;
    }
    this.counts.set(value, { rows });
    this.characters += value.length;
    if (this.counts.size > MAX_VALUES || this.characters > MAX_CHARACTERS) this.forgetRarerHalf();
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
    const all = this.inOrder();
    this.characters = 0;
    for (const [at, { value, rows }] of all.entries()) {
      if (at < MAX_VALUES / 2 && this.characters + value.length <= MAX_CHARACTERS / 2) {
        this.characters += value.length;
        continue;
      }
      this.counts.delete(value);
      this.forgottenValues += 1;
      this.forgottenRows += rows;
    }
  }

  private inOrder(): Count[] {
    return [...this.counts]
      .map(([value, { rows }]) => ({ value, rows }))
      .sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
  }
}
