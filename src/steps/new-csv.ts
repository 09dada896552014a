import type { NetworkName, NewValue } from '../run/judgement.ts';
import { safeCsv } from './archive/result-csv.ts';

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

type Value = NewValue & NetworkName;

/** All new values as an archive CSV. */
export async function newCsv(values: readonly Value[]): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of safeCsv(result(values), [])) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** In the form of an engine's result. */
async function* result(values: readonly Value[]): AsyncGenerator<Uint8Array> {
  let piece = lineOf(COLUMNS);
  for (const { kind, key, first, last, events, by, because, country, owner } of values)
    piece += lineOf([kind, key[0], key[1], first, last, String(events), by, because, country, owner]);
  yield Buffer.from(piece);
}

function lineOf(values: readonly (string | undefined)[]): string {
  const cells = values.map((value) => (value === undefined ? '' : `"${value.replaceAll('"', '""')}"`));
  return `${cells.join(',')}\n`;
}
