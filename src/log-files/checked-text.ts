import { messageOf } from '../errors.ts';
import { withCanonicalKeys } from './key-case.ts';

/** What is wrong with a log file, as the manifest and the mail say it. */
export class LogFileError extends Error {
  override name = 'LogFileError';
}

/**
 * A log file's text as the engine can read it. Lone surrogates (`"\\ud800"`) become U+FFFD: JSON allows them, but the
 * engine refuses them and UTF-8 cannot hold them. Keys are in CloudTrail's letter case.
 *
 * @throws LogFileError
 */
export function checkedText(text: Buffer): Buffer {
  if (text.length === 0) throw new LogFileError('the file is empty');
  const json = text.toString('utf8');
  const content = parsed(json);
  if (content === null || typeof content !== 'object' || !('Records' in content)) {
    throw new LogFileError('no "Records" in it: not a CloudTrail log file');
  }
  if (!Array.isArray(content.Records)) throw new LogFileError('"Records" is not a list');
  if (repeatsRecords(json)) throw new LogFileError('it has "Records" more than once');
  const wellFormed = json.replace(ESCAPES, (written) => (LONE_SURROGATE.test(written) ? '\\ufffd' : written));
  return Buffer.from(withCanonicalKeys(wellFormed));
}

/** A parser takes one of two equal keys and silently drops the other. */
function repeatsRecords(json: string): boolean {
  let [depth, keys] = [0, 0];
  for (const [token] of json.matchAll(KEYS_AND_BRACKETS)) {
    if (token === '{' || token === '[') depth += 1;
    else if (token === '}' || token === ']') depth -= 1;
    else if (depth === 1 && /^"Records"\s*:/.test(token)) keys += 1;
  }
  return keys > 1;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new LogFileError(messageOf(error), { cause: error });
  }
}

/** strings, a key with its colon, and brackets of a JSON text */
const KEYS_AND_BRACKETS = /"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?|[[\]{}]/g;
/** every escape of a JSON text, a pair of surrogates as one */
const ESCAPES = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\./g;
const LONE_SURROGATE = /^\\u[dD][89a-fA-F][0-9a-fA-F]{2}$/;
