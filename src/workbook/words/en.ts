/** What the workbook says beside the words of the mail. */
export const en = {
  summary: 'Summary',
  review: 'Review',
  newValues: 'New values',
  verdict: 'Verdict',
  window: 'Window',
  controls: {
    title: 'Controls',
    columns: ['Control', 'Severity', 'Outcome', 'Events', 'Of named groups'],
    status: {
      people: 'people',
      grouped: 'named groups only',
      quiet: 'nothing found',
      'not-observable': 'not observable',
      unknown: 'not known: the query failed',
    },
  },
  reports: {
    title: 'Reports',
    columns: ['Report', 'Rows', 'Sheet', 'File', 'SHA-256 of the file'],
    failed: 'failed',
  },
  coverage: {
    title: 'Accounts with events',
    columns: ['Account', 'Events', 'Regions', 'First event (UTC)', 'Last event (UTC)'],
    more: (count: number) => `and ${count.toLocaleString('en-US')} more, see the sheet of the report`,
  },
  notes: {
    title: 'About this workbook',
    values: 'Values are text, as they are in the CSVs. Times are in UTC.',
    noDifference:
      'The CSVs are the record: their SHA-256 is above. A value that begins with an apostrophe before what looks like a formula is here without the apostrophe. A control character is shown by its picture, such as ␁.',
    cutValues: (sheet: string, values: number, file: string) =>
      `${sheet}: values longer than 32,767 characters, which Excel does not hold, are cut: ${values.toLocaleString('en-US')}. They are whole in ${file}.`,
    moreSheets: (sheets: string) =>
      `The rows go on from sheet to sheet, because one holds 1,048,576: ${sheets}.`,
    full: (sheet: string, rows: number, all: number, file: string) =>
      `${sheet}: only ${rows.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} rows are here, because the workbook is full. All are in ${file}.`,
  },
  rows: {
    timeColumn: (name: string) => `${name} (UTC)`,
    cut: (characters: number) =>
      ` … [cut: ${characters.toLocaleString('en-US')} characters, whole in the CSV]`,
    noRows: 'No rows.',
  },
  failedReport: (error: string) => `This report failed: ${error}`,
  form: {
    of: 'Run',
    manifest: 'SHA-256 of the manifest',
    reviewer: 'Reviewer',
    date: 'Date',
    note: 'Note',
    ticket: 'Ticket',
    fillIn:
      'Fill in the yellow cells. To keep the review beside the run, also write it with the command line:',
    reviewed: 'Reviews when this workbook was made',
    reviewedColumns: ['Reviewer', 'At', 'Note', 'Tickets', 'Manifest'],
    sameManifest: 'as now',
    otherManifest: 'changed since',
    findings: 'Findings',
    columns: ['Control', 'Event id', 'Time (UTC)', 'Who', 'Action', 'Result', 'Ticket', 'Note'],
    results: 'Result: false-alarm or followed-up.',
    firstOfEach: 'The newest ten events of each control. All are in the sheet of the controls.',
  },
};

export type WorkbookWords = typeof en;
