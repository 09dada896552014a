import { csvRows } from '../archive/csv-rows.ts';
import { readReviews, reviewedHash } from '../archive/review.ts';
import { printable } from '../mail/printable.ts';
import { en as mailEn } from '../mail/words/en.ts';
import { ja as mailJa } from '../mail/words/ja.ts';
import { figuresOf, summaryOf } from '../page/page.ts';
import { SEEN_REPORT, type Severity } from '../run/judgement.ts';
import type { Manifest, ManifestReport } from '../run/manifest.ts';
import type { RunFile } from '../run/result.ts';
import type { Review } from '../run/review.ts';
import { rowFilesOf } from '../run/run-files.ts';
import type { RunFolder } from '../steps/run-folder.ts';
import { STYLE } from './cells.ts';
import { gridSheet, styled } from './grid.ts';
import { EXCEL, rowSheets, type SheetLimits, type SheetOutcome } from './report-sheets.ts';
import { reviewSheet } from './review-sheet.ts';
import { SharedStrings } from './shared-strings.ts';
import { SheetNames } from './sheet-names.ts';
import { summarySheet, type WrittenReport } from './summary-sheet.ts';
import { en } from './words/en.ts';
import { ja } from './words/ja.ts';
import { type Sheet, workbookParts } from './xlsx.ts';
import { zipped } from './zip.ts';

const WORDS = { en: { words: en, mail: mailEn }, ja: { words: ja, mail: mailJa } };

/** Of the file: what follows the rows has room in what is left of 4 GB. */
const MOST_BYTES = 4_000_000_000;

/** report.xlsx: a run as a workbook. The same run gives the same bytes. It may be left before its end. */
export async function* writeWorkbook(
  folder: RunFolder,
  limits: SheetLimits & { workbook: number } = { ...EXCEL, workbook: MOST_BYTES },
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  const strings = new SharedStrings();
  const sheets = sheetsOf(folder, { limits, strings, isFull: () => bytes > limits.workbook });
  for await (const piece of zipped(workbookParts(sheets, strings))) {
    bytes += piece.length;
    yield piece;
  }
}

interface Room {
  limits: SheetLimits;
  strings: SharedStrings;
  isFull(): boolean;
}

/** The summary, which is the first sheet, is made when it is known what became of the rows. */
async function* sheetsOf(folder: RunFolder, room: Room): AsyncGenerator<Sheet> {
  const { manifest, config, controls } = folder;
  const { words, mail } = WORDS[config.language];
  const names = new SheetNames();
  const [summaryName, reviewName] = [names.of(words.summary), names.of(words.review)];
  const written: WrittenReport[] = [];
  for (const report of manifest.reports.filter(({ id }) => id !== SEEN_REPORT)) {
    const title = titleOf(report, folder);
    if (report.status === 'failed') yield* failedSheet(report, title, { names, folder, written });
    for (const file of rowFilesOf(manifest, report.id))
      yield* sheetsOfFile(
        file,
        { title, ...(!report.tooLarge && { rows: report.rows ?? 0 }) },
        { names, folder, written, room },
      );
  }
  for (const file of manifest.files.filter(({ role }) => role === 'new'))
    yield* sheetsOfFile(file, { title: words.newValues }, { names, folder, written, room });
  const controlTitle = (id: string, title: string) => {
    const control = controls.find((known) => known.id === id);
    const translated = config.language === 'en' ? undefined : control?.translations?.[config.language]?.title;
    return printable(translated ?? control?.title ?? title);
  };
  yield summarySheet(summaryName, {
    summary: summaryOf(folder, await figuresOf(folder)),
    manifest,
    reports: written,
    controlTitle,
    severity: (severity) => mail.firstScreen.severity[severity as Severity],
    words,
  });
  yield reviewSheet(reviewName, {
    manifest,
    manifestSha256: isWritten(manifest) ? reviewedHash(manifest) : undefined,
    reviews: await reviewsOf(folder),
    controlTitle,
    words,
  });
}

/** With its mail in it. */
function isWritten({ files }: Manifest): boolean {
  return files.some(({ role }) => role === 'message');
}

interface Making {
  names: SheetNames;
  folder: RunFolder;
  written: WrittenReport[];
}

async function* sheetsOfFile(
  file: RunFile,
  { title, rows }: { title: string; rows?: number },
  { names, folder, written, room }: Making & { room: Room },
): AsyncGenerator<Sheet> {
  const outcome: SheetOutcome = { names: [], rows: 0, cutValues: 0, isFull: false };
  const { words } = WORDS[folder.config.language];
  yield* rowSheets(
    {
      ...room,
      rows: csvRows(folder.content(file)),
      nameOf: (number) => names.of(title, number),
      words: words.rows,
    },
    outcome,
  );
  if (rows !== undefined && !outcome.isFull && outcome.rows !== rows)
    throw new Error(`${file.file} has ${outcome.rows} rows, the manifest says ${rows}`);
  written.push({ title, rows: rows ?? outcome.rows, file, outcome });
}

function* failedSheet(report: ManifestReport, title: string, { names, folder, written }: Making) {
  const { words } = WORDS[folder.config.language];
  const name = names.of(title);
  const { name: kind = '', message = '' } = report.error ?? {};
  const text = words.failedReport(printable(`${kind}: ${message}`, 2000));
  written.push({ title, outcome: { names: [name], rows: 0, cutValues: 0, isFull: false } });
  yield gridSheet({ name, position: Number.POSITIVE_INFINITY, widths: [100] }, [
    [styled(STYLE.title)(title)],
    [text],
  ]);
}

function titleOf({ id, title }: ManifestReport, { planned, config: { language } }: RunFolder): string {
  const translations = planned.find((report) => report.id === id)?.translations;
  return printable((language !== 'en' && translations?.[language]?.title) || title);
}

/** One that cannot be read is left out: `verify` names it. */
async function reviewsOf({ archive, run }: RunFolder): Promise<Review[]> {
  const keys = await archive.list(`${run.archive}/`);
  const names = keys.map((key) => key.slice(run.archive.length + 1));
  const read = await readReviews(run.archive, names, archive);
  return read.flatMap((found) => ('review' in found ? [found.review] : []));
}
