/** Which cells are tried: all, or, of faults that the code treats alike, one. */
import { FAULTS, type Fault } from './fault.ts';
import { type Cell, expectedOf, type Row } from './table.ts';

/**
 * The SDK tries again, or it does not; a deadline passes; the process is gone. Where a row expects different things of
 * faults of a class, they are not alike there.
 */
const CLASSES: readonly (readonly Fault[])[] = [
  ['throttled', 'server error', 'cut', 'malformed', 'answer cut'],
  ['access denied', 'not found'],
  ['answer hangs', 'hangs'],
  ['killed'],
];

export function allCells(rows: readonly Row[]): Cell[] {
  return rows.flatMap((row) =>
    FAULTS.flatMap((fault) => [false, true].map((lasts): Cell => ({ row, fault, lasts }))),
  );
}

/**
 * For each row a fault of each class for good: the one of its class that was tried least with the function that calls.
 * Where something else is found of faults that pass, also once: a killed process, one of the others, and what else is
 * needed for all that can be found of the row. What was then never tried with a function comes on top, so that every
 * fault meets every function.
 *
 * @param rows all those of their functions
 */
export function cellsByClass(rows: readonly Row[]): Cell[] {
  const cells: Cell[] = [];
  const tried = ({ caller }: Row, faults: readonly Fault[], lasts?: boolean) =>
    cells.filter(
      (cell) =>
        cell.row.caller === caller &&
        faults.includes(cell.fault) &&
        (lasts === undefined || cell.lasts === lasts),
    ).length;
  const add = (row: Row, alike: readonly Fault[], lasts: boolean) => {
    const rarest = (a: Fault, b: Fault) =>
      tried(row, [a]) - tried(row, [b]) || tried(row, [a], lasts) - tried(row, [b], lasts);
    for (const fault of alike.toSorted(rarest).slice(0, 1)) cells.push({ row, fault, lasts });
  };
  for (const row of rows) {
    const groups = CLASSES.flatMap((faults) => alikeIn(row, faults));
    for (const alike of groups) add(row, alike, true);
    const passing = groups
      .filter(([fault]) => fault && new Set(outcomesOf(row, fault)).size > 1)
      .toSorted((a, b) => tried(row, a, false) - tried(row, b, false));
    for (const alike of passing) {
      const fault = alike[0] as Fault;
      const found = cells.filter((cell) => cell.row === row).map(expectedOf);
      const isNew = !found.includes(expectedOf({ row, fault, lasts: false }));
      if (alike === passing[0] || fault === 'killed' || isNew) add(row, alike, false);
    }
  }
  for (const row of new Map(rows.map((row) => [row.caller, row])).values())
    for (const fault of FAULTS) if (tried(row, [fault]) === 0) cells.push({ row, fault, lasts: true });
  return cells;
}

const outcomesOf = (row: Row, fault: Fault) =>
  [false, true].map((lasts) => expectedOf({ row, fault, lasts }));

/** The faults, put together where the same is found of them. */
function alikeIn(row: Row, faults: readonly Fault[]): Fault[][] {
  const groups = new Map<string, Fault[]>();
  for (const fault of faults) {
    const outcomes = outcomesOf(row, fault).join();
    groups.set(outcomes, [...(groups.get(outcomes) ?? []), fault]);
  }
  return [...groups.values()];
}
