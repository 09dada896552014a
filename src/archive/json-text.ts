/**
 * JSON for people and programs: indented, and with everything escaped that a terminal or an editor would take for more
 * than text. JSON.stringify itself escapes controls below U+0020 and lone surrogates only.
 */
export function jsonText(value: unknown): string {
  return withEscapes(JSON.stringify(value, null, 2));
}

/** The same as one line. */
export function jsonLine(value: unknown): string {
  return withEscapes(JSON.stringify(value));
}

function withEscapes(json: string): string {
  return json.replace(UNSEEN, (character) =>
    Array.from({ length: character.length }, (_, at) => escaped(character.charCodeAt(at))).join(''),
  );
}

const UNSEEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

function escaped(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}

/** @throws SyntaxError where the content is not JSON */
export function jsonIn(content: Uint8Array) {
  return JSON.parse(Buffer.from(content).toString('utf8'));
}
