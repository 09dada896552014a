import { printable } from '../mail/printable.ts';
import type { RunFolder } from '../steps/run-folder.ts';
import { readCsv } from './csv.ts';

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
  await readCsv(content(file), {
    header: () => [0, 1, 2, 3, 5],
    row([kind = '', one = '', two = '', first = '', events = '']) {
      const value = two === '' ? one : `${one}, ${two}`;
      found.push({ kind, value: printable(value), first, events: Number(events) });
      return found.length < MOST;
    },
  });
  return found;
}
