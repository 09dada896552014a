import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { checkedText } from './checked-text.ts';
import { hasOtherKeyCase } from './key-case.ts';

/** CloudTrail's files hold a few megabytes; more than this is not one of them, whatever its name says. */
export const MAX_LOG_BYTES = 512 * 2 ** 20;

export class LogTooLargeError extends Error {
  override readonly name = 'LogTooLargeError';

  constructor(maxBytes = MAX_LOG_BYTES) {
    super(`more than ${maxBytes / 2 ** 20} MB of JSON: CloudTrail's log files hold a few megabytes`);
  }
}

/** Where a gzip file does not say how large it is: with Node's chunks of 16 KB it costs three times as much. */
const UNZIP_CHUNK_BYTES = 2 ** 20;
const MOST_CHUNK_BYTES = 64 * 2 ** 20;
/** https://zlib.net/zlib_tech.html */
const MOST_EXPANSION = 1032;
const LARGE_BYTES = 16 * 2 ** 20;

/**
 * The JSON text of a log file, which may be gzipped, checked to be UTF-8 and to look like a CloudTrail log file; whether it
 * is JSON to its end only parsing tells (`recordTexts`).
 *
 * @throws Error where it is damaged; LogTooLargeError where it has more than `maxBytes`
 */
export function logText(raw: Buffer, maxBytes = MAX_LOG_BYTES): Buffer {
  if (raw.length > maxBytes) throw new LogTooLargeError(maxBytes);
  const isGzip = raw[0] === 0x1f && raw[1] === 0x8b;
  const unzipped = isGzip ? unzip(raw, maxBytes) : raw;
  const hasBom = unzipped[0] === 0xef && unzipped[1] === 0xbb && unzipped[2] === 0xbf;
  const text = hasBom ? unzipped.subarray(3) : unzipped;
  if (!isUtf8(text)) throw new Error('not UTF-8 text');
  return isLarge(text) || (looksLikeLogFile(text) && !hasOtherKeyCase(text)) ? text : checkedText(text);
}

/** Synchronously: the engine's threads are busy meanwhile, and to hand over so little work costs as much. */
function unzip(raw: Buffer, maxOutputLength: number): Buffer {
  try {
    return gunzipSync(raw, { chunkSize: chunkSizeFor(raw), maxOutputLength });
  } catch (error) {
    const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw tooLarge ? new LogTooLargeError(maxOutputLength) : error;
  }
}

/**
 * As large as the last four bytes say that the text is, so that a small file has a small buffer. They may lie, and of several
 * gzip members in a row they are the last one's.
 */
function chunkSizeFor(raw: Buffer): number {
  const size = raw.length < 18 ? 0 : raw.readUInt32LE(raw.length - 4);
  const isLikely = size >= raw.length && size <= Math.min(raw.length * MOST_EXPANSION, MOST_CHUNK_BYTES);
  // With a byte to spare zlib does not ask for a second chunk.
  return isLikely ? size + 1 : UNZIP_CHUNK_BYTES;
}

/** Too large for the engine, or for a check, in one piece. */
export function isLarge(text: Buffer): boolean {
  return text.length > LARGE_BYTES;
}

/** True of every file that CloudTrail writes; of others the whole text is checked. */
function looksLikeLogFile(text: Buffer): boolean {
  const begins = /^\s*\{\s*"Records"\s*:\s*\[/.test(text.toString('latin1', 0, 64));
  return begins && !repeatsRecords(text);
}

/** Looks for a short text first, which Node does with memchr: for all of `"Records"` it takes six times as long. */
function repeatsRecords(text: Buffer): boolean {
  const first = text.indexOf('"Records"');
  for (let at = text.indexOf('Record', first + 2); at !== -1; at = text.indexOf('Record', at + 1)) {
    if (text.toString('latin1', at - 1, at + 8) === '"Records"') return true;
  }
  return false;
}
