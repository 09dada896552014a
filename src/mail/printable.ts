/**
 * A value of a log, made safe to show. User names, user agents and error messages are an attacker's to choose: no such
 * value may reorder, hide or imitate the text around it, or control a terminal.
 *
 * Characters that do not show as themselves come out as `\u{202E}`: controls, line ends, bidirectional and zero-width
 * characters, unpaired surrogates, unassigned code points, all spaces but the plain one, plain spaces that would be
 * lost to the eye, combining marks that pile up, and what makes mail clients take text for a link. Beyond `limit`
 * characters the rest is cut and counted: `… (+34)`. Call it once for a value: a backslash that begins an escape is
 * escaped itself.
 */
export function printable(value: string, limit = 120): string {
  const characters = Array.from(value);
  const shown: string[] = [];
  let length = 0;
  for (const [at, character] of characters.entries()) {
    const visible = showsAsItself(characters, at) ? character : escaped(character);
    length += visible.length;
    if (length > limit) {
      return `${shown.join('')}… (+${characters.length - at})`;
    }
    shown.push(visible);
  }
  return shown.join('');
}

// U+2800, the empty Braille pattern, is a symbol by category and a blank by looks.
const HIDDEN = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
const MARK = /\p{M}/u;

function showsAsItself(characters: readonly string[], at: number): boolean {
  const character = characters[at] ?? '';
  const before = characters[at - 1];
  if (character === ' ') {
    return before !== undefined && before !== ' ' && at < characters.length - 1;
  }
  if (character === '\\') {
    return !(characters[at + 1] === 'u' && characters[at + 2] === '{');
  }
  if (character === ':') {
    return (
      !(characters[at + 1] === '/' && characters[at + 2] === '/') || /\bs3$/.test(textBefore(characters, at))
    );
  }
  if (character === '.') {
    return !/(?<![a-z\d])www$/i.test(textBefore(characters, at));
  }
  if (MARK.test(character)) {
    // Two marks on a letter are enough for the world's scripts; more of them cover the lines above and below.
    const base = before !== undefined && !HIDDEN.test(before);
    return base && !HIDDEN.test(character) && !(MARK.test(before) && MARK.test(characters[at - 2] ?? ''));
  }
  return !HIDDEN.test(character);
}

/** as much as the rules for links ask for */
function textBefore(characters: readonly string[], at: number): string {
  return characters.slice(Math.max(at - 4, 0), at).join('');
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16).toUpperCase()}}`;
}
