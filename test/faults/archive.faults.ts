import { testRows } from './matrix.ts';
import { ARCHIVE } from './table.ts';

testRows(ARCHIVE);
