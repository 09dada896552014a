import { testRows } from './matrix.ts';
import { ARCHIVE, START } from './table.ts';

testRows([...START, ...ARCHIVE]);
