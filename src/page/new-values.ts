import { csvCells } from '../archive/csv-rows.ts';
import { named } from '../mail/place-text.ts';
import { printable } from '../mail/printable.ts';
import type { RunFolder } from '../steps/run-folder.ts';

const MOST = 2_000;

/** A value that no run before had, as new.csv has it. All text is safe to show. */
export interface ShownNewValue {
  kind: string;
  value: string;
  /** eventtime of its first event */
  first: string;
  events: number;
}

/** Runs of before 1.0.0 have no country and owner. */
const COLUMNS = ['kind', 'value1', 'value2', 'firsteventtime', 'events', 'country', 'owner'];

/** @returns undefined where it is not known what is new */
export async function newValues({
  manifest,
  content,
  config,
}: RunFolder): Promise<ShownNewValue[] | undefined> {
  const file = manifest.files.find(({ role }) => role === 'new');
  if (!file) return undefined;
  const found: ShownNewValue[] = [];
  for await (const cells of csvCells(content(file), COLUMNS)) {
    if (found.length === MOST) return found;
    const [kind = '', one = '', two = '', first = '', events = '', country, owner] = cells;
    const value = printable(two === '' ? one : `${one}, ${two}`);
    const name = { ...(country && { country }), ...(owner && { owner }) };
    found.push({ kind, value: named(value, name, config.language), first, events: Number(events) });
  }
  return found;
}
