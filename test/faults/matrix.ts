import { attempt } from './cell.ts';
import { allCells, cellsByClass } from './classes.ts';
import { Lanes } from './lane.ts';
import { expectedOf, nameOf, type Row } from './table.ts';

/** jest.faults.config.js: whether the whole matrix is asked for */
declare const ALL_CELLS: boolean;

const LANES = 3;

/** A test for each cell of these rows that is tried; their titles are what the reporter makes the printed matrix of. */
export function testRows(rows: readonly Row[]): void {
  const lanes = new Lanes(LANES);
  afterAll(() => lanes.close());
  const cells = ALL_CELLS ? allCells(rows) : cellsByClass(rows);
  for (const row of rows) {
    describe(nameOf(row), () => {
      for (const cell of cells.filter((it) => it.row === row)) {
        const expected = expectedOf(cell);
        test.concurrent(`${cell.fault} ${cell.lasts ? 'for good' : 'once'}: ${expected}`, async () => {
          const outcome = await lanes.use((lane) => attempt(cell, lane));
          const [certain = '', perhaps] = expected.split(', perhaps ');
          expect(perhaps ? [certain, `${certain}, ${perhaps}`] : [certain]).toContain(outcome);
        });
      }
    });
  }
}
