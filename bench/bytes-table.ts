/** What a run's queries read with and without history, as the table of docs/history.md. */
import { numbersIn } from '../src/mail/numbers.ts';

export interface Reading {
  /** of files, as stored */
  bytes: number;
  /** to S3 */
  requests: number;
}

export interface Stored {
  files: number;
  bytes: number;
}

export interface HistoryMeasured {
  /** of the measurement: `2026-11-28` */
  date: string;
  events: number;
  /** of a day, with what was delivered on the next */
  logs: Stored;
  parquet: Stored;
  /** the query that writes */
  collect: Reading;
  reports: Measured[];
  /** of the history, with Trino's own merging of small reads */
  merged: Merged[];
  /** by hand, over the history of scheduled runs alone, of other logs */
  range: { days: number; perDay: number; parquet: Stored; reports: Measured[]; merged: Merged[] };
}

type Merged = Reading & { id: string };

interface Measured {
  id: string;
  logs: Reading;
  history: Reading;
}

/** Those of the first release. */
export const FIVE = [
  'console-logins',
  'failed-console-logins',
  'iam-user-actions',
  'iam-role-actions',
  'coverage',
];

export interface Compared {
  name: string;
  /** without history, with it and the query that writes, and with what was written before */
  logs: Reading;
  run: Reading;
  later: Reading;
}

export function comparisons({ reports, collect }: HistoryMeasured): Compared[] {
  const own = reports.map(({ id }) => id).filter((id) => id.startsWith('own-'));
  const builtIn = reports.map(({ id }) => id).filter((id) => !own.includes(id));
  const sets: [string, string[]][] = [
    ['five reports, those of the first release', FIVE],
    ['the same and the report of all controls', [...FIVE, 'controls']],
    [`all ${builtIn.length} built-in reports`, builtIn],
    [
      `${FIVE.length + own.length} reports: the five, and each of ${own.length} controls by itself`,
      [...FIVE, ...own],
    ],
  ];
  return sets.map(([name, ids]) => {
    const chosen = reports.filter(({ id }) => ids.includes(id));
    const later = sum(chosen.map(({ history }) => history));
    return { name, logs: sum(chosen.map(({ logs }) => logs)), run: sum([collect, later]), later };
  });
}

export function historyTable(measured: HistoryMeasured): string {
  const { number } = numbersIn('en');
  const { logs, parquet, events, date } = measured;
  const times = (bytes: number) => (bytes / logs.bytes).toFixed(2);
  const size = ({ bytes }: Stored) => `${(bytes / 1e6).toFixed(1)} MB`;
  const rows = comparisons(measured).map(({ name, logs, run, later }) => [
    name,
    times(logs.bytes),
    `${times(run.bytes)} (${(run.bytes / logs.bytes).toFixed(2)})`,
    `${times(later.bytes)} (${(later.bytes / logs.bytes).toFixed(2)})`,
    ...[logs, run].map(({ requests }) => number(requests)),
  ]);
  const head = ['', 'from logs', 'with history', 'of it the reports', 'requests from logs', 'with history'];
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    `Measured ${date} (\`npm run bench -- bytes\`), ${number(events)} events: logs ${size(logs)} gzipped in ${number(logs.files)} files,`,
    `history ${size(parquet)} in ${parquet.files} (${times(parquet.bytes)} of the logs). Bytes read, as times the logs:`,
    '',
    line(head),
    `|${'---|'.repeat(head.length)}`,
    ...rows.map(line),
    '',
    ...shareLines(measured),
  ].join('\n');
}

/** What the five reports read of what was written before, as times what they read of the logs. */
export function shares({ reports, merged, range }: Pick<HistoryMeasured, 'reports' | 'merged' | 'range'>) {
  const ofLogs = (all: readonly Measured[], read: readonly Reading[]) =>
    sum(read).bytes / sum(all.map(({ logs }) => logs)).bytes;
  const five = reports.filter(({ id }) => FIVE.includes(id));
  return {
    range: ofLogs(
      range.reports,
      range.reports.map(({ history }) => history),
    ),
    mergedDay: ofLogs(five, merged),
    mergedRange: ofLogs(range.reports, range.merged),
  };
}

function shareLines(measured: HistoryMeasured): string[] {
  const { days, perDay, parquet } = measured.range;
  const { range, mergedDay, mergedRange } = shares(measured);
  const { number } = numbersIn('en');
  const perFile = number(Math.round(parquet.bytes / parquet.files / 1e3));
  return [
    `The five over the history of ${days} days (${number(perDay)} generated events a day, some late) read ${range.toFixed(2)} of what they read from`,
    `those logs. With Trino's own merging of small reads they read ${mergedDay.toFixed(2)} of the day and, in files of some ${perFile} kB, ${mergedRange.toFixed(2)} of`,
    `the ${days} days.`,
  ];
}

function sum(readings: readonly Reading[]): Reading {
  return {
    bytes: readings.reduce((all, { bytes }) => all + bytes, 0),
    requests: readings.reduce((all, { requests }) => all + requests, 0),
  };
}
