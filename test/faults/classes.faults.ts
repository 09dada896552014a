import { allCells, cellsByClass } from './classes.ts';
import { type Cell, expectedOf, nameOf, TABLE } from './table.ts';

const all = allCells(TABLE);
const byClass = cellsByClass(TABLE);

const namesOf = (cells: readonly Cell[], name: (cell: Cell) => string) =>
  [...new Set(cells.map(name))].sort();

test.each<[string, (cell: Cell) => string]>([
  ['every fault with every function', ({ row, fault }) => `${row.caller}: ${fault}`],
  ['whatever is found of a call', (cell) => `${nameOf(cell.row)}: ${expectedOf(cell)}`],
])('the cells that are tried by class have %s', (_, name) => {
  expect(namesOf(byClass, name)).toEqual(namesOf(all, name));
});
