import { testRows } from './matrix.ts';
import { QUERIES, SUMMARY } from './table.ts';

testRows([...SUMMARY, ...QUERIES]);
