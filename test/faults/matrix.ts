import { attempt, type Cell, expectedOf } from './cell.ts';
import { FAULTS } from './fault.ts';
import { Lanes } from './lane.ts';
import { nameOf, type Row } from './table.ts';

const LANES = 4;

/** A test for each cell of these rows; their titles are what the reporter makes the printed matrix of. */
export function testRows(rows: readonly Row[]): void {
  const lanes = new Lanes(LANES);
  afterAll(() => lanes.close());
  for (const row of rows) {
    describe(nameOf(row), () => {
      for (const fault of FAULTS) {
        for (const lasts of [false, true]) {
          const cell: Cell = { row, fault, lasts };
          const expected = expectedOf(cell);
          test.concurrent(`${fault} ${lasts ? 'for good' : 'once'}: ${expected}`, async () => {
            const outcome = await lanes.use((lane) => attempt(cell, lane));
            const [certain = '', perhaps] = expected.split(', perhaps ');
            expect(perhaps ? [certain, `${certain}, ${perhaps}`] : [certain]).toContain(outcome);
          });
        }
      }
    });
  }
}
