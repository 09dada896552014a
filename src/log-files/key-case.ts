/** Keys in another letter case than CloudTrail's: Athena reads them in any case, DuckDB in this one only. */
import {
  type ColumnType,
  cloudTrailColumns,
  type Fields,
  isList,
  isStruct,
} from '../table/cloudtrail-columns.ts';

/** To search all of every file would make loading a sixth slower. */
const SEARCHED_BYTES = 128 * 1024;
const PIECES = 8;

/**
 * Whether a record has a field's key in another letter case. A file of up to 128 KB is searched whole, a larger one in eight
 * places: what rewrites keys rewrites them throughout.
 */
export function hasOtherKeyCase(text: Buffer): boolean {
  if (text.length <= SEARCHED_BYTES) return isFoundIn(text.toString('latin1'), true);
  const length = SEARCHED_BYTES / PIECES;
  const apart = (text.length - length) / (PIECES - 1);
  const begins = Array.from({ length: PIECES }, (_, i) => Math.floor(i * apart));
  return begins.some((from) => isFoundIn(text.toString('latin1', from, from + length), false));
}

/**
 * A log file's text with the keys of records and of their structs in CloudTrail's letter case, everything else as it is
 * written. Of two keys that differ in case alone the last counts, as on Athena.
 *
 * @see https://github.com/trinodb/trino/blob/476/lib/trino-hive-formats/src/main/java/io/trino/hive/formats/line/json/JsonDeserializer.java
 */
export function withCanonicalKeys(json: string): string {
  const parts: string[] = [];
  const open: { type: ColumnType | undefined; keys: Map<string, number> }[] = [];
  let [copied, next] = [0, { Records: { list: cloudTrailColumns } } as ColumnType | undefined];
  for (const { 0: token, 1: colon, index } of json.matchAll(KEYS_AND_BRACKETS)) {
    const inside = open.at(-1);
    if (token === '{' || token === '[') {
      open.push({ type: inside && isList(inside.type) ? inside.type.list : next, keys: new Map() });
    } else if (token === '}' || token === ']') open.pop();
    else if (colon !== undefined && inside) {
      const [name, type] =
        (isStruct(inside.type) && fieldOf(inside.type, token.slice(1, -colon.length - 1))) || [];
      next = type;
      if (name === undefined) continue;
      const before = inside.keys.get(name);
      if (before !== undefined) parts[before] = '"":';
      parts.push(json.slice(copied, index), `"${name}":`);
      inside.keys.set(name, parts.length - 1);
      copied = index + token.length;
    }
  }
  return parts.join('') + json.slice(copied);
}

/** @param isWhole false where the text may begin and end inside a record */
function isFoundIn(text: string, isWhole: boolean): boolean {
  for (OTHER_CASE.lastIndex = 0; ; ) {
    const at = OTHER_CASE.exec(text)?.index;
    if (at === undefined) return false;
    const [begin, next] = [text.lastIndexOf(RECORD, at), text.indexOf(RECORD, at)];
    const isCut = !isWhole && (begin === -1 ? next !== -1 : next === -1);
    // The key may be in a part of the record that is kept as it is, such as responseElements.
    if (!isCut && (begin === -1 || !isCanonical(text.slice(begin, next === -1 ? undefined : next))))
      return true;
    if (next === -1) return false;
    OTHER_CASE.lastIndex = next;
  }
}

/** As every record begins that CloudTrail writes. */
const RECORD = '{"eventVersion"';

function isCanonical(recordAndRest: string): boolean {
  try {
    return isIn(JSON.parse(recordAndRest.replace(/\s*(,|\]\s*\})\s*$/, '')), cloudTrailColumns);
  } catch {
    return false;
  }
}

function isIn(value: unknown, type: ColumnType): boolean {
  if (isList(type)) return !Array.isArray(value) || value.every((item) => isIn(item, type.list));
  if (!isStruct(type) || typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => {
    const [name, innerType] = fieldOf(type, key) ?? [];
    return innerType === undefined || (name === key && isIn(inner, innerType));
  });
}

const byLowerCase = new WeakMap<Fields, Map<string, [string, ColumnType]>>();

function fieldOf(fields: Fields, key: string): [name: string, type: ColumnType] | undefined {
  let known = byLowerCase.get(fields);
  if (!known) {
    known = new Map(Object.entries(fields).map((field) => [field[0].toLowerCase(), field]));
    byLowerCase.set(fields, known);
  }
  return known.get(key.toLowerCase());
}

/** strings, those that are keys with white space and colon, and brackets of a JSON text */
const KEYS_AND_BRACKETS = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[[\]{}]/g;

const NAMES = namesIn(cloudTrailColumns);
/** A key that is a field's name in another letter case. */
const OTHER_CASE = new RegExp(`"(?!(?:${NAMES.join('|')})")(?:${NAMES.map(inAnyCase).join('|')})"\\s*:`, 'g');

function namesIn(type: ColumnType): string[] {
  if (isList(type)) return namesIn(type.list);
  if (!isStruct(type)) return [];
  return [...new Set(Object.entries(type).flatMap(([name, inner]) => [name, ...namesIn(inner)]))];
}

function inAnyCase(name: string): string {
  return name.replace(/[A-Za-z]/g, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}
