/** What shows as nothing: controls, spaces, unassigned code points, and U+2800, a symbol by category and blank by looks. */
const HIDDEN = String.raw`\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800`;

const UNSAFE = new RegExp(
  [
    // a plain space at an end, or after another, is lost to the eye
    '(?<![^ ]) | $',
    `(?! )[${HIDDEN}]`,
    // a combining mark without a letter, or a third one: two are enough for the world's scripts, and more of them cover
    // the lines above and below
    String.raw`(?<![^${HIDDEN}])\p{M}|(?<=\p{M}\p{M})\p{M}`,
    // what mail clients take for a link
    String.raw`(?<!\bs3):(?=//)|(?<=(?<![A-Za-z\d])[Ww]{3})\.`,
    // what looks like an escape
    String.raw`\\(?=u\{)`,
  ].join('|'),
  'gu',
);

/** characters that a pattern looks ahead, and one more */
const LOOKAHEAD = 4;

/**
 * A value of a log, made safe to show. Attackers choose user names, user agents and error messages: no such value may
 * reorder, hide or imitate the text around it, or control a terminal. Unsafe characters come out as `\u{202E}`.
 *
 * Beyond `limit` characters the rest is cut and counted: `… (+34)`. Call it once for a value: it escapes its own escapes.
 */
export function printable(value: string, limit = 120): string {
  // A value may have megabytes: the patterns see only what may be shown and what they look ahead at.
  const shown = value.slice(0, limit + LOOKAHEAD).replace(UNSAFE, escaped);
  if (shown.length <= limit) return shown;
  const characters = shown.match(/\\u\{[\dA-F]+\}|./gu) ?? [];
  let length = 0;
  const cut = characters.findIndex((character) => {
    length += character.length;
    return length > limit;
  });
  return `${characters.slice(0, cut).join('')}… (+${Array.from(value).length - cut})`;
}

function escaped(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16).toUpperCase()}}`;
}

/** The same for text that is shown whole, with its spaces and links: controls, bidirectional and zero-width characters. */
export function visible(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, escaped);
}
