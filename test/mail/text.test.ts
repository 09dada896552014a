import { summarize } from '../../src/mail/model.ts';
import { renderText, width } from '../../src/mail/text.ts';
import { warn } from '../../src/run/warning.ts';
import { rowFile, succeeded, summaryInput } from './inputs.ts';

test('reads as a whole', () => {
  const reports = [succeeded(), succeeded({ id: 'b', title: 'Failed console logins', rows: 0 })];
  const files = [rowFile({ id: 'console-logins' }), rowFile({ id: 'b' }, { bytes: 77 })];
  const warnings = [warn('damaged-log-file', { reason: 'truncated gzip', file: 'x/a.json.gz' })];
  const text = renderText(summarize(summaryInput({ status: 'partial', reports, files, warnings })));
  expect(text).toBe(`Acme: CloudTrail audit 2026-11-21
=================================
2026-11-21 00:00 to 2026-11-22 00:00, Asia/Tokyo (24 hours)

PARTIAL
  1 damaged log file. Details below.

  Logs  not whole, see the warnings below: 84 log files

!! 1 damaged log file left out
   a.json.gz: log file could not be read: truncated gzip

Counts
------
  12  Console logins
   0  Failed console logins

Console logins: 12
------------------
Every sign-in.

Who (identity)
  9   75%  alice
  2 other values: 3 rows, 25%

From where (sourceipaddress)
  12  100%  203.0.113.5

Hours of the day, Asia/Tokyo
  00:00 ......  06:00 ...█..  12:00 ..▅...  18:00 ......
  First 09:10:00, last 14:20:30.
  Busiest hour: 09:00 to 10:00, 8 rows.

Newest 1 of 12 rows
  When      Who    From where
  14:20:30  alice  203.0.113.5

CSV: console-logins.csv, 5.2 kB, 48 MB scanned, attached

Failed console logins: 0
------------------------
Every sign-in.

None in the logs that could be read. See the warnings above.

CSV: b.csv, 77 B, 48 MB scanned, attached

About this run
--------------
  Archive        s3://archive/runs/2026/11/21/run-1
  Run            run-1, scheduled
  Window in UTC  2026-11-20T15:00:00Z to 2026-11-21T15:00:00Z, the end not included
  Log files      84 (12.3 MB)
  Scanned        192.4 MB, less than USD 0.01
`);
});

test.each([
  ['console', 7],
  ['コンソール', 10],
  ['ｺﾝｿｰﾙ', 5],
  ['7時〜', 5],
  ['𠮷田', 4],
  ['Ｗｉｄｅ', 8],
])('%s takes %d columns', (text, columns) => {
  expect(width(text)).toBe(columns);
});
