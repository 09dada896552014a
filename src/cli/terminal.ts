/**
 * Text from anywhere for a terminal: escape sequences, bidirectional and zero-width characters are shown and not sent,
 * as `\u{1B}`. Unlike `printable` it cuts nothing and leaves spaces, so that paths can be copied.
 */
export function oneLine(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16).toUpperCase()}}`,
  );
}

/** The same, and line ends stay. */
export function severalLines(text: string): string {
  return text.split('\n').map(oneLine).join('\n');
}
