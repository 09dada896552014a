const WIDE =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u;
const HALF_WIDTH_FORM = /[\uff61-\uffdc]/;

/** How many columns a text takes in a font of fixed width: most characters of East Asia take two. */
export function width(text: string): number {
  return Array.from(text).reduce(
    (sum, character) => sum + (WIDE.test(character) && !HALF_WIDTH_FORM.test(character) ? 2 : 1),
    0,
  );
}

export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(columns - width(text), 0)) + text;
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(columns - width(text), 0));
}
