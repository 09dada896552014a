import { testRows } from './matrix.ts';
import { START } from './table.ts';

testRows(START);
