import { judgeLogContents } from '../../src/doctor/log-contents.ts';

const logs = { bucket: 'logs', prefix: '' };
const judged = (damaged: { file: string; reason: string }[]) =>
  judgeLogContents({ kind: 'found', value: { day: '2026/11/21', files: 1200, damaged } }, { logs });

test('names each damaged log file, and what to do', () => {
  const files = [
    { file: 's3://logs/AWSLogs/a.json.gz', reason: 'unexpected end of file' },
    { file: 's3://logs/AWSLogs/b.json.gz', reason: 'the file is empty' },
  ];
  expect(judged(files)).toEqual(
    files.map(({ file, reason }) => ({
      check: 'damaged log file',
      status: 'fault',
      seen: `${file}: ${reason}`,
      todo: 'put back a whole copy, or move the file out of AWSLogs; then run the window again',
    })),
  );
});

test('says how many were read where all are whole', () => {
  expect(judged([])).toEqual([
    { check: 'log contents', status: 'ok', seen: '1,200 log files of 2026/11/21, all whole' },
  ]);
});
