import type { NetworkName, NewValue } from '../run/judgement.ts';
import { csvOf } from './archive/result-csv.ts';

const COLUMNS = [
  'kind',
  'value1',
  'value2',
  'firsteventtime',
  'lasteventtime',
  'events',
  'by',
  'because',
  'country',
  'owner',
];

/** All new values as an archive CSV. */
export function newCsv(values: readonly (NewValue & NetworkName)[]): Promise<Uint8Array> {
  const rows = values.map(({ kind, key, first, last, events, by, because, country, owner }) => {
    return [kind, key[0], key[1], first, last, events, by, because, country, owner];
  });
  return csvOf([COLUMNS, ...rows]);
}
