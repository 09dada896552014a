import { csvRows } from '../archive/csv-rows.ts';
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

/** @returns undefined where it is not known what is new */
export async function newValues({ manifest, content }: RunFolder): Promise<ShownNewValue[] | undefined> {
  const file = manifest.files.find(({ role }) => role === 'new');
  if (!file) return undefined;
  const found: ShownNewValue[] = [];
  for await (const rows of csvRows(content(file), () => [0, 1, 2, 3, 5])) {
    for (const [kind = '', one = '', two = '', first = '', events = ''] of rows) {
      if (found.length === MOST) return found;
      const value = two === '' ? one : `${one}, ${two}`;
      found.push({ kind, value: printable(value), first, events: Number(events) });
    }
  }
  return found;
}
