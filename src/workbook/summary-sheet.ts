import { printable } from '../mail/printable.ts';
import type { Summary } from '../mail/summary.ts';
import type { Manifest } from '../run/manifest.ts';
import { STYLE } from './cells.ts';
import { bold, type Cell, gridSheet, header, remark, styled } from './grid.ts';
import type { SheetOutcome } from './report-sheets.ts';
import { SerialTimes } from './serial-times.ts';
import type { WorkbookWords } from './words/en.ts';
import type { Sheet } from './xlsx.ts';

/** What became of a report: of one that failed no rows. */
export interface WrittenReport {
  title: string;
  /** absent of a report that failed */
  rows?: number;
  /** with its rows */
  file?: { file: string; sha256: string } | undefined;
  outcome: SheetOutcome;
}

export interface SheetInput {
  summary: Summary;
  manifest: Manifest;
  reports: readonly WrittenReport[];
  /** in the mail's language */
  controlTitle(id: string, title: string): string;
  severity(severity: string): string;
  words: WorkbookWords;
}

const MOST_ACCOUNTS = 1000;
const WIDTHS = [34, 60, 24, 26, 68];

export function summarySheet(name: string, input: SheetInput): Sheet {
  const { summary, manifest, words } = input;
  const { first, notices, about } = summary;
  const rows: Cell[][] = [
    [styled(STYLE.title)(`${summary.title} ${summary.windowLabel}`)],
    [bold(summary.name)],
    ...summary.windowLines.map((line, at) => [at === 0 ? bold(words.window) : undefined, line]),
    [],
    ...(first.verdict ? [[bold(words.verdict), bold(first.verdict.words)]] : []),
    ...(first.verdict?.reasons ?? []).map((reason) => [undefined, reason]),
    ...notices.flatMap(({ title, lines }) => [[], [bold(title)], ...lines.map((line) => [undefined, line])]),
    ...first.lines.flatMap(({ label, texts }) =>
      texts.map((text, at) => [at === 0 ? bold(label) : undefined, text]),
    ),
    ...reportRows(input),
    ...controlRows(input),
    ...coverageRows(manifest, words),
    [],
    [bold(summary.aboutTitle)],
    ...about.map(({ label, value }) => [label, value]),
    ...noteRows(input),
  ];
  return gridSheet({ name, position: 0, widths: WIDTHS }, rows);
}

function reportRows({ reports, words }: SheetInput): Cell[][] {
  return [
    [],
    [bold(words.reports.title)],
    words.reports.columns.map(header),
    ...reports.map(({ title, rows, file, outcome }) => [
      title,
      rows ?? words.reports.failed,
      outcome.names.join(', '),
      file?.file,
      file?.sha256,
    ]),
  ];
}

function controlRows({ manifest, words, controlTitle, severity }: SheetInput): Cell[][] {
  const { controls } = manifest;
  if (!controls) return [];
  return [
    [],
    [bold(words.controls.title)],
    words.controls.columns.map(header),
    ...controls.map((control) => [
      controlTitle(control.id, control.title),
      severity(control.severity),
      words.controls.status[control.status],
      control.events,
      Object.entries(control.grouped ?? {})
        .map(([group, events]) => `${printable(group)} ${events}`)
        .join(', '),
    ]),
  ];
}

function coverageRows({ coverage }: Manifest, words: WorkbookWords): Cell[][] {
  if (!coverage) return [];
  const { accounts } = coverage;
  const times = new SerialTimes();
  const time = (text: string) => {
    const serial = times.of(text);
    return serial === undefined ? printable(text) : styled(STYLE.time)(serial);
  };
  const shown = accounts.slice(0, MOST_ACCOUNTS);
  const more = accounts.length - shown.length;
  return [
    [],
    [bold(words.coverage.title)],
    words.coverage.columns.map(header),
    ...shown.map(({ account, events, regions, firstEventTime, lastEventTime }) => [
      printable(account),
      events,
      Object.keys(regions)
        .map((region) => printable(region))
        .join(', '),
      time(firstEventTime),
      time(lastEventTime),
    ]),
    ...(more > 0 ? [[remark(words.coverage.more(more))]] : []),
  ];
}

function noteRows({ reports, words: { notes } }: SheetInput): Cell[][] {
  const ofReports = reports.flatMap(({ rows = 0, file, outcome }) => {
    const { names, cutValues, isFull } = outcome;
    const [sheet = ''] = names;
    const name = file?.file ?? '';
    return [
      ...(cutValues > 0 ? [notes.cutValues(sheet, cutValues, name)] : []),
      ...(names.length > 1 ? [notes.moreSheets(names.join(', '))] : []),
      ...(isFull ? [notes.full(sheet, outcome.rows, rows, name)] : []),
    ];
  });
  return [
    [],
    [bold(notes.title)],
    ...[...ofReports, notes.values, notes.noDifference].map((note) => [undefined, note]),
  ];
}
