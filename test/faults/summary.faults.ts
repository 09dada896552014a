import { testRows } from './matrix.ts';
import { SUMMARY } from './table.ts';

testRows(SUMMARY);
