/** The matrix: every call of the flow to a service, every fault, and what a person finds then. */
import type { Fault } from './fault.ts';
import type { Class } from './finding.ts';
import type { Injection } from './lane.ts';
import { DAY_BEFORE } from './sample.ts';
import type { ScenarioName } from './scenario.ts';

/**
 * `told`: whoever asked got an error besides; of a scheduled run, an alarm stands on the queue. `perhaps told`: unless the
 * run was over before it was asked for once more.
 */
export type Outcome = Class | `${Class}, told` | `${Class}, perhaps told`;

type Matches = Injection['matches'];

export interface Row {
  /** name in serverless.yml of the function that calls */
  caller: string;
  operation: string;
  bucket?: 'archive' | 'logs' | 'results' | undefined;
  /** which of such calls are meant, where not all are */
  of?: string;
  matches?: Matches;
  /** how many of them go through first */
  skip?: number;
  /** another fault, without which the call is not made: it comes once */
  after?: Injection;
  scenario?: ScenarioName;
  /** what is found when the fault passes; `whole`, unless given */
  once?: Outcome;
  /** what is found when it lasts */
  lasting: Outcome;
  /** faults of which something else is found */
  but?: Partial<Record<Fault, { once?: Outcome; lasting?: Outcome }>> | undefined;
}

/** A run in which a call fails in a way: once, or as often as it is made. */
export interface Cell {
  row: Row;
  fault: Fault;
  lasts: boolean;
}

export function expectedOf({ row, fault, lasts }: Cell): Outcome {
  const { once = 'whole', lasting, but = {} } = row;
  return (lasts ? but[fault]?.lasting : but[fault]?.once) ?? (lasts ? lasting : once);
}

const isStartOfVictim: Matches = ({ input }, lane) => lane.isOfVictim({ sql: String(input?.QueryString) });
const isPollOfVictim: Matches = ({ input }, lane) =>
  lane.isOfVictim(lane.athena.queries.find(({ id }) => id === input?.QueryExecutionId));
const isResultOfVictim: Matches = ({ key = '' }, lane) =>
  lane.isOfVictim(lane.athena.queries.find(({ outputLocation }) => outputLocation.endsWith(`/${key}`)));
const isFile =
  (name: string): Matches =>
  ({ key = '' }) =>
    key.endsWith(`/${name}`) && !key.includes(DAY_BEFORE.replaceAll('-', '/'));
const isManifest = isFile('manifest.json');
const isCsv: Matches = (call, lane) =>
  ['', '.gz'].some((zipped) => isFile(`failed-console-logins.csv${zipped}`)(call, lane));
const isFigures = isFile('failed-console-logins.figures.json');

const isMail = isFile('message.eml');
const isLastManifest: Matches = ({ key = '' }) => key.includes(DAY_BEFORE.replaceAll('-', '/'));

/** Faults that come when the call has taken effect, and of which the SDK makes no success. */
const AFTER = ['malformed', 'answer hangs', 'answer cut', 'killed'] as const;
/** Faults that no SDK tries again: what swallows the error tells of it at once. */
const AT_ONCE = ['access denied', 'not found'] as const;

const each = (faults: readonly Fault[], outcomes: { once?: Outcome; lasting?: Outcome }): Row['but'] =>
  Object.fromEntries(faults.map((fault) => [fault, outcomes]));

const start = (operation: string, row: Omit<Row, 'caller' | 'operation'>): Row => ({
  caller: 'start',
  operation,
  ...row,
});
const archiveReport = (operation: string, row: Partial<Row>): Row => ({
  caller: 'archiveReport',
  operation,
  bucket: 'archive',
  lasting: 'partial',
  ...row,
});
const sendSummary = (operation: string, row: Partial<Row>): Row => ({
  caller: 'sendSummary',
  operation,
  bucket: 'archive',
  lasting: 'notice',
  ...row,
});

export const START: readonly Row[] = [
  start('GetTableMetadata', { lasting: 'not started' }),
  // What the run costs is not known then, which is no reason not to make it.
  start('ListObjectsV2', { bucket: 'logs', lasting: 'whole', but: { killed: { lasting: 'not started' } } }),
  start('GetObject', { bucket: 'archive', of: 'manifest', matches: isManifest, lasting: 'not started' }),
  start('StartExecution', { lasting: 'not started', but: each(AFTER, { lasting: 'whole, perhaps told' }) }),
  start('DescribeExecution', {
    scenario: 'second event',
    lasting: 'whole, told',
    // It is then as if Step Functions had forgotten the execution.
    but: { 'not found': { lasting: 'whole' } },
  }),
  start('RedriveExecution', {
    scenario: 'broken run',
    lasting: 'notice, told',
    but: {
      ...each(AT_ONCE, { once: 'notice, told' }),
      ...each(AFTER, { lasting: 'whole, told' }),
      ...each(['malformed', 'killed'], { once: 'whole, told', lasting: 'whole, told' }),
    },
  }),
];

export const QUERIES: readonly Row[] = [
  {
    caller: 'runQuery',
    operation: 'StartQueryExecution',
    matches: isStartOfVictim,
    lasting: 'partial',
    // Athena says of a missing workgroup what it says of a wrong query.
    but: { 'not found': { once: 'partial' } },
  },
  {
    caller: 'runQuery',
    operation: 'GetObject',
    bucket: 'logs',
    of: 'damaged file',
    scenario: 'damaged file',
    once: 'warned',
    lasting: 'partial',
  },
  // What is not read is not left out.
  {
    caller: 'runQuery',
    operation: 'GetObject',
    bucket: 'logs',
    of: 'whole file',
    scenario: 'whole file',
    lasting: 'partial',
  },
  { caller: 'pollQuery', operation: 'GetQueryExecution', matches: isPollOfVictim, lasting: 'partial' },
  {
    caller: 'pollQuery',
    operation: 'HeadObject',
    bucket: 'results',
    matches: isResultOfVictim,
    lasting: 'partial',
    // A size is a size.
    but: { malformed: { lasting: 'whole' } },
  },
  // The query is given up in any case.
  {
    caller: 'pollQuery',
    operation: 'StopQueryExecution',
    scenario: 'endless query',
    once: 'partial',
    lasting: 'partial',
  },
];

const isCsvResult: Matches = (call, lane) =>
  call.caller === 'archiveReport' && call.operation === 'GetObject' && isResultOfVictim(call, lane);

export const ARCHIVE: readonly Row[] = [
  archiveReport('GetObject', {
    bucket: 'results',
    matches: isResultOfVictim,
    // A result without the columns that are counted.
    but: { malformed: { once: 'partial' } },
  }),
  archiveReport('GetObject', { of: 'manifest', matches: isManifest }),
  archiveReport('PutObject', { of: 'CSV', matches: isCsv }),
  archiveReport('PutObject', { of: 'figures', matches: isFigures }),
  archiveReport('CreateMultipartUpload', { matches: isCsv, scenario: 'large run' }),
  archiveReport('UploadPart', { matches: isCsv, scenario: 'large run' }),
  archiveReport('CompleteMultipartUpload', { matches: isCsv, scenario: 'large run' }),
  // Of an upload whose content broke off; the next attempt is whole.
  archiveReport('AbortMultipartUpload', {
    matches: isCsv,
    scenario: 'large run',
    after: { fault: 'answer cut', matches: isCsvResult, times: 1 },
    lasting: 'whole',
  }),
];

export const SUMMARY: readonly Row[] = [
  sendSummary('GetObject', { of: 'manifest', matches: isManifest }),
  sendSummary('GetObject', { of: 'figures', matches: isFigures }),
  sendSummary('GetObject', { of: 'CSV', matches: isCsv }),
  sendSummary('ListObjectsV2', {
    lasting: 'warned',
    but: {
      ...each([...AT_ONCE, 'malformed'], { once: 'warned' }),
      killed: { lasting: 'notice' },
    },
  }),
  sendSummary('ListObjectsV2', {
    bucket: 'logs',
    lasting: 'warned',
    but: {
      ...each([...AT_ONCE, 'malformed'], { once: 'warned' }),
      killed: { lasting: 'notice' },
    },
  }),
  sendSummary('GetObject', {
    of: 'last manifest',
    matches: isLastManifest,
    lasting: 'warned',
    but: {
      ...each([...AT_ONCE, 'malformed'], { once: 'warned' }),
      killed: { lasting: 'notice' },
    },
  }),
  sendSummary('PutObject', { of: 'mail', matches: isMail }),
  // Who wrote the mail whose answer was lost.
  sendSummary('HeadObject', {
    of: 'mail',
    after: {
      fault: 'answer cut',
      matches: (call, lane) => call.operation === 'PutObject' && isMail(call, lane),
      times: 1,
    },
    // Nobody known: the mail that is there is the same.
    but: { malformed: { lasting: 'whole' } },
  }),
  // Once it may say that SES is asked, nothing is asked again by itself.
  sendSummary('PutObject', {
    of: 'manifest',
    matches: isManifest,
    but: each(['malformed', 'killed'], { once: 'notice' }),
  }),
  sendSummary('PutObject', {
    of: 'record',
    matches: isManifest,
    skip: 1,
    lasting: 'mail and notice',
    but: {
      ...each(AT_ONCE, { once: 'mail and notice' }),
      ...each(AFTER, { lasting: 'whole' }),
    },
  }),
  sendSummary('SendEmail', {
    bucket: undefined,
    but: {
      ...each([...AT_ONCE, 'hangs', 'cut'], { once: 'notice' }),
      ...each(AFTER, { once: 'mail and notice', lasting: 'mail and notice' }),
    },
  }),
];

/** The mail is out. */
const render = (operation: string, row: Partial<Row>): Row => ({
  caller: 'render',
  operation,
  bucket: 'archive',
  lasting: 'whole',
  ...row,
});

export const RENDER: readonly Row[] = [
  render('GetObject', { of: 'manifest', matches: isManifest }),
  render('GetObject', { of: 'figures', matches: isFigures }),
  render('GetObject', { of: 'CSV', matches: isCsv }),
  render('PutObject', { of: 'page', matches: isFile('report.html') }),
  render('PutObject', { of: 'workbook', matches: isFile('report.xlsx') }),
  render('PutObject', { of: 'record', matches: isFile('renderings.json') }),
];

export const TABLE: readonly Row[] = [...START, ...QUERIES, ...ARCHIVE, ...SUMMARY, ...RENDER];

/** Calls that have no rows of their own, and why. */
export const ELSEWHERE: Readonly<Record<string, string>> = {
  'render ListObjectsV2 archive':
    'made with the report controls alone; test/page/control-days.test.ts fails it',
  'start ListObjectsV2 archive':
    'only of a range by hand with the setting history; test/handlers/with-past.test.ts fails it',
  'runQuery ListObjectsV2 archive':
    'only with the setting history, whose failure costs no report: test/e2e/history.e2e.ts',
  'pollQuery GetObject results':
    'likewise, and of a report that is too large for a CSV: test/steps/poll-report.test.ts',
  'render CreateMultipartUpload archive': 'the same code as in archiveReport, for files of more than 5 MiB',
  'render UploadPart archive': 'likewise',
  'render CompleteMultipartUpload archive': 'likewise',
  'render AbortMultipartUpload archive': 'likewise',
  'sendSummary CreateMultipartUpload archive':
    'the same code as in archiveReport, for a mail of more than 5 MiB',
  'sendSummary UploadPart archive': 'likewise',
  'sendSummary CompleteMultipartUpload archive': 'likewise',
  'sendSummary AbortMultipartUpload archive': 'likewise',
};

export const nameOf = ({ caller, operation, bucket, of }: Row) =>
  `${caller} ${operation}${bucket ? ` ${bucket}` : ''}${of ? ` (${of})` : ''}`;
