/**
 * Whether a log file's text is JSON to its end, and every record in it has a time that is before `since`, or `to` or later: the
 * engine would parse all of it to find nothing. What is unusual is left to the engine: escapes in keys, a time that is missing,
 * repeated or in another form, exponents, anything beside the records.
 *
 * It goes over the bytes once, for speed alone: JSON.parse takes twice as long, and the engine little more than that.
 *
 * @param text of UTF-8
 * @param since an instant as it is compared as text, without its Z: `2026-11-21T22:00:00`; so is `to`
 */
export function isOutside(text: Buffer, since: string, to: string): boolean {
  const begin = BEGIN.exec(text.toString('latin1', 0, 64))?.[0].length;
  if (begin === undefined) return false;
  let at = begin;
  while (text[at] === OPEN_OBJECT) {
    at = endOfRecord(text, at, since, to);
    if (at === NONE) return false;
    at = afterSpace(text, at);
    if (text[at] !== COMMA) break;
    at = afterSpace(text, at + 1);
    if (text[at] !== OPEN_OBJECT) return false;
  }
  return END.test(text.toString('latin1', at, at + 64)) && text.length - at <= 64;
}

// JSON has no other white space: the engine refuses a form feed, which \s takes.
const BEGIN = /^[ \t\n\r]*\{[ \t\n\r]*"Records"[ \t\n\r]*:[ \t\n\r]*\[[ \t\n\r]*/;
const END = /^[ \t\n\r]*\][ \t\n\r]*\}[ \t\n\r]*$/;
const NONE = -1;

// What may come next.
const MARK = 0;
const VALUE = 1;
const FIRST_VALUE = 2;
const KEY = 3;
const FIRST_KEY = 4;

/** The lists and objects that are open are bits of a number. */
const MOST_DEPTH = 30;

/** @returns the offset after the record; NONE where it is not plain JSON, or has no time that is outside */
function endOfRecord(text: Buffer, begin: number, since: string, to: string): number {
  let [open, depth, times, next] = [1, 1, 0, FIRST_KEY];
  for (let at = begin + 1; ; at += 1) {
    const byte = text[at];
    if (byte === QUOTE) {
      if (next === MARK) return NONE;
      const isKey = next >= KEY;
      const from = at + 1;
      for (at = from; ; at += 2) {
        // Three at a time take a fifth less time.
        while (isPlain(text[at]) && isPlain(text[at + 1]) && isPlain(text[at + 2])) at += 3;
        while (isPlain(text[at])) at += 1;
        if (text[at] === QUOTE) break;
        if (isKey || text[at] !== BACKSLASH || !isEscape(text, at)) return NONE;
      }
      next = MARK;
      if (!isKey) continue;
      const isTime = depth === 1 && at - from === TIME_KEY.length && isAnyCaseOfTime(text, from);
      at = afterSpace(text, at + 1);
      if (text[at] !== COLON) return NONE;
      if (isTime) times += 1;
      if (isTime && !(isAt(text, from, TIME_KEY) && isTimeOutside(text, at + 1, since, to))) return NONE;
      next = VALUE;
    } else if (byte === COMMA) {
      if (next !== MARK) return NONE;
      next = open & 1 ? KEY : VALUE;
    } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
      if ((next !== VALUE && next !== FIRST_VALUE) || depth === MOST_DEPTH) return NONE;
      depth += 1;
      open = (open << 1) | (byte === OPEN_OBJECT ? 1 : 0);
      next = byte === OPEN_OBJECT ? FIRST_KEY : FIRST_VALUE;
    } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if ((open & 1) !== (byte === CLOSE_OBJECT ? 1 : 0)) return NONE;
      if (next !== MARK && next !== (byte === CLOSE_OBJECT ? FIRST_KEY : FIRST_VALUE)) return NONE;
      depth -= 1;
      open >>= 1;
      next = MARK;
      if (depth === 0) return times === 1 ? at + 1 : NONE;
    } else if (!isSpace(byte)) {
      if (next !== VALUE && next !== FIRST_VALUE) return NONE;
      const end = endOfWord(text, at);
      if (end === NONE) return NONE;
      at = end - 1;
      next = MARK;
    }
  }
}

/** @param at after a colon */
function isTimeOutside(text: Buffer, at: number, since: string, to: string): boolean {
  const from = afterSpace(text, at);
  const time = INSTANT.exec(text.toString('latin1', from, from + 22))?.[1];
  return time !== undefined && (time < since || time >= to);
}

const INSTANT = /^"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)Z"$/;
const TIME_KEY = Buffer.from('eventTime');

/** For loading, one key in two letter cases is one that is repeated. */
function isAnyCaseOfTime(text: Buffer, at: number): boolean {
  for (let i = 0; i < TIME_KEY.length; i++) {
    if (((text[at + i] as number) | LOWER_CASE) !== ((TIME_KEY[i] as number) | LOWER_CASE)) return false;
  }
  return true;
}

function isEscape(text: Buffer, at: number): boolean {
  return /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.toString('latin1', at, at + 6));
}

/** Of a number, true, false and null. */
function endOfWord(text: Buffer, at: number): number {
  for (const word of WORDS) if (text[at] === word[0]) return isAt(text, at, word) ? at + word.length : NONE;
  const from = text[at] === MINUS ? at + 1 : at;
  const point = afterDigits(text, from);
  if (point === from || (text[from] === ZERO && point > from + 1)) return NONE;
  if (text[point] !== POINT) return point;
  const end = afterDigits(text, point + 1);
  return end === point + 1 ? NONE : end;
}

const WORDS = ['true', 'false', 'null'].map((word) => Buffer.from(word));

function afterDigits(text: Buffer, from: number): number {
  let at = from;
  while ((text[at] as number) >= ZERO && (text[at] as number) <= ZERO + 9) at += 1;
  return at;
}

function isAt(text: Buffer, at: number, word: Buffer): boolean {
  for (let i = 0; i < word.length; i++) if (text[at + i] !== word[i]) return false;
  return true;
}

function afterSpace(text: Buffer, from: number): number {
  let at = from;
  while (isSpace(text[at])) at += 1;
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const LOWER_CASE = 0x20;

/** Of each byte 1 where it stands for itself in a string. */
const IS_PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
);

function isPlain(byte: number | undefined): boolean {
  return IS_PLAIN[byte as number] === 1;
}
