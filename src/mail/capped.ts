/**
 * The first of many, and a text that counts the rest.
 *
 * @param count how many there are, where `texts` may be the beginning of them
 */
export function capped(
  texts: readonly string[],
  most: number,
  others: (rest: number) => string,
  count = texts.length,
): string[] {
  const shown = texts.slice(0, most);
  const rest = count - shown.length;
  return rest > 0 ? [...shown, others(rest)] : shown;
}
