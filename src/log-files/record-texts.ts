import { checkedText, LogFileError } from './checked-text.ts';

/** The engine needs several times as much memory for each piece. */
const PIECE_BYTES = 2 * 2 ** 20;
/** CloudTrail's records hold a megabyte at most. */
const MAX_RECORD_BYTES = 16 * 2 ** 20;
const MAX_REST_BYTES = 2 ** 20;

/**
 * Splits a log file's text into texts of log files with a part of its records each, so that a file of any size is read in
 * bounded memory. They are valid only if the whole is.
 *
 * @throws LogFileError
 */
export function* recordTexts(text: Buffer): Generator<Buffer> {
  if (text.length <= PIECE_BYTES) yield checkedText(text);
  else for (const piece of pieces(text)) yield checkedText(piece);
}

function* pieces(text: Buffer): Generator<Buffer> {
  const { begin, cuts, end } = recordList(text);
  checkRest(Buffer.concat([text.subarray(0, begin), text.subarray(end)]));
  let from = begin;
  for (const to of [...cuts, end]) {
    const piece = text.subarray(from, to);
    if (piece.length > PIECE_BYTES + MAX_RECORD_BYTES) throw new LogFileError('a record of more than 16 MB');
    yield Buffer.concat([Buffer.from('{"Records":['), piece, Buffer.from(']}')]);
    from = to + 1;
  }
}

/** What is left of the file without its records: small in CloudTrail's files, and JSON by itself. */
function checkRest(rest: Buffer): void {
  if (rest.length > MAX_REST_BYTES)
    throw new LogFileError('more than 1 MB beside "Records": not a CloudTrail log file');
  checkedText(rest);
}

/**
 * Follows brackets and strings only: parsing the pieces shows whether the text is JSON.
 *
 * @returns offsets in the text: after the list's bracket, of commas between records, of the closing bracket
 */
function recordList(text: Buffer): { begin: number; cuts: number[]; end: number } {
  let [depth, begin, pieceBegin] = [0, -1, 0];
  const cuts: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const byte = text[i];
    if (byte === QUOTE) i = closingQuote(text, i);
    else if (byte === OPEN_LIST || byte === OPEN_OBJECT) {
      depth += 1;
      if (depth === 2 && byte === OPEN_LIST && begin === -1 && isRecords(text, i)) begin = pieceBegin = i + 1;
    } else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      depth -= 1;
      if (depth === 1 && begin !== -1) return { begin, cuts, end: i };
    } else if (byte === COMMA && depth === 2 && begin !== -1 && i - pieceBegin >= PIECE_BYTES) {
      cuts.push(i);
      pieceBegin = i + 1;
    }
  }
  throw new LogFileError(
    begin === -1 ? 'no list "Records" in it: not a CloudTrail log file' : 'the file ends inside "Records"',
  );
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

function closingQuote(text: Buffer, from: number): number {
  for (let at = text.indexOf(QUOTE, from + 1); at !== -1; at = text.indexOf(QUOTE, at + 1)) {
    let backslashes = 0;
    while (text[at - 1 - backslashes] === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}

function isRecords(text: Buffer, bracket: number): boolean {
  return /"Records"\s*:\s*$/.test(text.toString('latin1', Math.max(0, bracket - 64), bracket));
}
