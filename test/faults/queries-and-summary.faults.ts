import { testRows } from './matrix.ts';
import { QUERIES, RENDER, SUMMARY } from './table.ts';

testRows([...SUMMARY, ...QUERIES, ...RENDER]);
