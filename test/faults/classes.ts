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
 * For each row a fault of each class for good, and once where something else is found then: the one of its class that
 * was tried least with the function that calls. What was then never tried with it comes on top, so that every fault
 * meets every function.
 *
 * @param rows all those of their functions
 */
export function cellsByClass(rows: readonly Row[]): Cell[] {
  const cells: Cell[] = [];
  const tried = ({ caller }: Row, fault: Fault, lasts?: boolean) =>
    cells.filter(
      (cell) =>
        cell.row.caller === caller && cell.fault === fault && (lasts === undefined || cell.lasts === lasts),
    ).length;
  const rarest = (row: Row, alike: readonly Fault[], lasts: boolean) =>
    alike.toSorted((a, b) => tried(row, a) - tried(row, b) || tried(row, a, lasts) - tried(row, b, lasts))[0];
  for (const row of rows) {
    for (const alike of CLASSES.flatMap((faults) => alikeIn(row, faults))) {
      for (const lasts of timesOf(row, alike)) {
        const fault = rarest(row, alike, lasts);
        if (fault) cells.push({ row, fault, lasts });
      }
    }
  }
  for (const row of new Map(rows.map((row) => [row.caller, row])).values())
    for (const fault of FAULTS) if (tried(row, fault) === 0) cells.push({ row, fault, lasts: true });
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

function timesOf(row: Row, [fault]: readonly Fault[]): boolean[] {
  const [once, lasting] = fault ? outcomesOf(row, fault) : [];
  return once === lasting ? [true] : [false, true];
}
