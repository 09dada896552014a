import { callsOf } from '../infra/calls.ts';
import { ELSEWHERE, TABLE } from './table.ts';

const HANDLERS = {
  start: 'start',
  runQuery: 'run-query',
  pollQuery: 'poll-query',
  archiveReport: 'archive-report',
  sendSummary: 'send-summary',
  render: 'render',
};

test.each(Object.entries(HANDLERS))('every call that %s makes is in the matrix', async (caller, file) => {
  const named = (operation: string, bucket: string | undefined) =>
    [caller, operation, ...(bucket ? [bucket] : [])].join(' ');
  const calls = await callsOf(`handlers/${file}.ts`);
  const made = new Set(calls.map(({ operation, bucket }) => named(operation, bucket)));
  const rows = TABLE.filter((row) => row.caller === caller).map((row) => named(row.operation, row.bucket));
  const elsewhere = Object.keys(ELSEWHERE).filter((name) => name.startsWith(`${caller} `));

  expect([...new Set([...rows, ...elsewhere])].sort()).toEqual([...made].sort());
});
