import { testRows } from './matrix.ts';
import { QUERIES } from './table.ts';

testRows(QUERIES);
