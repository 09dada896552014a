/** The format of `seen.json.gz`: one JSON document, with a line for each value, so that it can be read as a stream. */
import { createGunzip } from 'node:zlib';
import { messageOf, shown } from '../errors.ts';
import type { SeenKind, SeenValue } from '../run/judgement.ts';

const SEEN_VERSION = 1;
/** Of a run: values, and characters of their keys. More are dropped when the file is written, and refused when it is read. */
export const MOST_SEEN = { values: 200_000, characters: 40_000_000 };

/** The last line. */
const SEEN_END = ']}';

/** Of a value: its kind and its parts, as JSON. The same value has the same text in every file. */
export function seenKey({ kind, key }: Pick<SeenValue, 'kind' | 'key'>): string {
  return JSON.stringify([kind, ...key]);
}

/**
 * The document before it is gzipped, sorted by keys:
 *
 *     {"version":1,"dropped":0,"values":[
 *     [["principal","111122223333/user/tanaka"],"2026-11-21T07:00:00Z","2026-11-21T16:20:00Z",12],
 *     …
 *     ]}
 *
 * @param dropped how many values are not among these, because there were too many
 */
export function* seenText(values: readonly SeenValue[], dropped: number): Generator<string> {
  const entries = values.map((value) => ({ key: seenKey(value), value }));
  entries.sort((a, b) => (a.key < b.key ? -1 : 1));
  yield `${JSON.stringify({ version: SEEN_VERSION, dropped, values: [] }).slice(0, -SEEN_END.length)}\n`;
  for (const [at, { key, value }] of entries.entries()) {
    const { first, last, events, by } = value;
    const rest = JSON.stringify([first, last, events, ...(by === undefined ? [] : [by])]).slice(1);
    yield `[${key},${rest}${at === entries.length - 1 ? '' : ','}\n`;
  }
  yield `${SEEN_END}\n`;
}

const MOST_BYTES = 5 * MOST_SEEN.characters;

/**
 * Reads a `seen.json.gz` line by line: its memory does not grow with it.
 *
 * @param each called with every value's key (see `seenKey`) and its other fields, as JSON without the first bracket
 * @returns how many values were dropped when it was written
 * @throws Error where the file is cut, damaged, or of a newer version
 */
export async function readSeen(
  content: Uint8Array,
  each: (key: string, rest: string) => void,
): Promise<{ dropped: number }> {
  let header: { dropped: number } | undefined;
  let values = 0;
  let ended = false;
  for await (const text of wholeLines(content)) {
    for (let at = 0; at < text.length; ) {
      const next = text.indexOf('\n', at);
      const line = text.slice(at, next);
      at = next + 1;
      if (!header) header = headerOf(line);
      else if (line === SEEN_END) ended = true;
      else {
        // A quote within JSON text is never bare, so this ends the key.
        const end = line.indexOf('],"');
        values += 1;
        if (ended || end === -1 || !line.startsWith('[["') || values > MOST_SEEN.values)
          throw new Error(`line ${values + 1} is not one of its values`);
        each(line.slice(1, end + 1), line.slice(end + 2));
      }
    }
  }
  if (!header || !ended) throw new Error('it ends too early');
  return header;
}

/** All values of a file. */
export async function readSeenValues(content: Uint8Array): Promise<{ values: SeenValue[]; dropped: number }> {
  const values: SeenValue[] = [];
  const { dropped } = await readSeen(content, (key, rest) => {
    const [kind, ...parts] = JSON.parse(key) as [SeenKind, ...string[]];
    const [first, last, events, by] = JSON.parse(`[${rest.replace(/,$/, '')}`);
    values.push({ kind, key: parts, first, last, events, ...(by !== undefined && { by }) });
  });
  return { values, dropped };
}

function headerOf(line: string): { dropped: number } {
  let header: { version?: unknown; dropped?: unknown };
  try {
    header = JSON.parse(`${line}${SEEN_END}`);
  } catch (error) {
    throw new Error(`it does not begin as such a file does: ${messageOf(error)}`, { cause: error });
  }
  const { version, dropped } = header;
  if (version !== SEEN_VERSION)
    throw new Error(`it was written by a newer version (${shown(version)}); update to read it`);
  return { dropped: Number(dropped) };
}

/** The text in pieces, each of whole lines. What follows the last line's end is left out. */
async function* wholeLines(content: Uint8Array): AsyncGenerator<string> {
  const gunzip = createGunzip({ chunkSize: 2 ** 18 });
  gunzip.end(content);
  const rest: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of gunzip as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`it has more than ${MOST_BYTES} bytes`);
    const end = chunk.lastIndexOf('\n') + 1;
    if (end > 0) yield Buffer.concat([...rest.splice(0), chunk.subarray(0, end)]).toString('utf8');
    rest.push(chunk.subarray(end));
  }
}
