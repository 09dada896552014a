/** Whether a log file is damaged for Athena, whose SerDe also ends a query where a value is not what its column says. */

import { type ColumnType, cloudTrailColumns, isList } from '../table/cloudtrail-columns.ts';
import { LogTooLargeError, logText } from './log-text.ts';
import { recordTexts } from './record-texts.ts';

/**
 * @param maxBytes of JSON, that the caller has memory for
 * @returns what is wrong with it; undefined where every record can be read
 * @throws LogTooLargeError where it has more than `maxBytes`
 */
export function logDamage(raw: Uint8Array, maxBytes: number): string | undefined {
  try {
    let records = 0;
    for (const text of recordTexts(logText(Buffer.from(raw.buffer, raw.byteOffset, raw.length), maxBytes))) {
      for (const record of JSON.parse(text.toString('utf8')).Records) {
        records += 1;
        const wrong = mismatch(record, cloudTrailColumns, 'it');
        if (wrong) return `record ${records}: ${wrong}`;
      }
    }
    return undefined;
  } catch (error) {
    if (error instanceof LogTooLargeError) throw error;
    return (error as Error).message;
  }
}

/** Text takes any value; a struct, a map and a list take their own kind and null. */
function mismatch(value: unknown, type: ColumnType, name: string): string | undefined {
  if (type === 'string' || value === null || value === undefined) return undefined;
  if (isList(type)) {
    if (!Array.isArray(value)) return `${name} is not a list`;
    const items = value.map((item) => mismatch(item, type.list, `an item of ${name}`));
    return items.find((wrong) => wrong !== undefined);
  }
  if (typeof value !== 'object' || Array.isArray(value)) return `${name} is not an object`;
  if (type === 'map') return undefined;
  const values = new Map(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field]));
  return Object.entries(type)
    .map(([field, fieldType]) => mismatch(values.get(field.toLowerCase()), fieldType, `"${field}"`))
    .find((wrong) => wrong !== undefined);
}
