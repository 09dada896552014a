/** The first of many, and a text that counts the rest. */
export function capped(all: readonly string[], most: number, others: (count: number) => string): string[] {
  const rest = all.length - most;
  return [...all.slice(0, most), ...(rest > 0 ? [others(rest)] : [])];
}
