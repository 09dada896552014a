/** The format of `seen.json.gz`: one JSON document, with a line for each value, so that it can be read as a stream. */
import type { SeenValue } from '../run/judgement.ts';

export const SEEN_VERSION = 1;
/** Of a run: values, and characters of their keys. More are dropped when the file is written, and refused when it is read. */
export const MOST_SEEN = { values: 200_000, characters: 40_000_000 };

/** The last line. */
export const SEEN_END = ']}';

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
