import type { Temporal } from 'temporal-polyfill';
import type { DaysWithoutLogs, NotProjected } from '../../run/warning.ts';
import { capped } from '../capped.ts';
import { numbersIn } from '../numbers.ts';
import { SHOWN, type WarningWords } from './warning-words.ts';

const { number, bytes, share, dollars } = numbersIn('en-US');

/** labels of the columns that reports usually count; any other column is called by its name */
const columns: Record<string, string> = {
  eventtime: 'When',
  identity: 'Who',
  username: 'User or role',
  sourceipaddress: 'From where',
  eventname: 'Event',
  eventsource: 'Service',
  awsregion: 'Region',
  recipientaccountid: 'Account',
  type: 'Identity type',
  useragent: 'User agent',
  arn: 'ARN',
  mfa: 'MFA',
  outcome: 'Outcome',
  logintype: 'Login type',
  errorcode: 'Error code',
  errormessage: 'Error message',
};

const warnings: WarningWords = {
  'no-log-files': {
    title: () => 'No log files for this window',
    short: () => 'no log files for this window',
    line: ({ from, to }) =>
      `no log files for this window: there are none in the day ${from === to ? `folder ${from}` : `folders ${from} to ${to}`}. This does not mean that nothing happened.`,
  },
  'no-events': {
    title: () => 'No events in this window',
    short: () => 'no events in this window',
    line: ({ files }) =>
      `${noEventFound(files)}. This does not mean that nothing happened: a table that reads the wrong place gives the same result.`,
  },
  'days-without-log-files': {
    title: ({ missing }) => `No log files for ${counted(missing, 'day')} of this window`,
    short: ({ missing, of }) => `no log files for ${number(missing)} of ${counted(of, 'day')}`,
    line: (days) =>
      `no log files for ${number(days.missing)} of ${counted(days.of, 'day')} (UTC): ${rangesOf(days)}. This does not mean that nothing happened on those days.`,
  },
  'days-not-surveyed': {
    title: ({ missing }) => `Could not check ${counted(missing, 'day')} for log files`,
    short: ({ missing }) => `could not check ${counted(missing, 'day')} for log files`,
    line: (days) =>
      `there are too many log files to count them all, and the count found none for ${number(days.missing)} of ${counted(days.of, 'day')} (UTC): ${rangesOf(days)}. Those days may still have some.`,
  },
  'damaged-log-file': {
    title: (_, count) => `${counted(count, 'damaged log file')} left out`,
    short: (_, count) => counted(count, 'damaged log file'),
    line: ({ reason }) => `log file could not be read: ${reason}`,
  },
  'unreadable-folder': {
    title: (_, count) => `${counted(count, 'log folder')} could not be listed`,
    short: (_, count) => `${counted(count, 'log folder')} could not be listed`,
    line: ({ folder, reason }) =>
      `could not list the log folder ${folder}, so no report shows what is in it: ${reason}`,
  },
  'records-without-time': {
    title: () => 'Records without a time left out',
    short: () => 'records without a time',
    line: ({ records }) =>
      `${counted(records, 'record')} left out of every report: no eventTime of the form 2026-11-22T07:00:00Z`,
  },
  'not-projected': {
    title: ({ folders }) => `${counted(folders, 'log folder')} left out: not in the table`,
    short: ({ folders }) => `${counted(folders, 'log folder')} not in the table`,
    line: (folders) =>
      `no report shows the events in ${foldersOf(folders)}: the table does not read these log files. It reads ${folders.location} with the values of its projection; add the missing values there.`,
  },
  'silent-account': {
    title: (_, count) => counted(count, 'silent account'),
    short: (_, count) => counted(count, 'silent account'),
    line: ({ account, expected, lastEventTime }) =>
      `account ${account}: no events in this window${lastEventTime ? `, the last one was at ${lastEventTime}` : ''}${expected === 'configuration' ? '; the configuration expects some' : ''}`,
  },
  'silent-region': {
    title: (_, count) => counted(count, 'silent region'),
    short: (_, count) => counted(count, 'silent region'),
    line: ({ region }) =>
      `region ${region}: no events in this window in any account; the configuration expects some`,
  },
  'last-run-not-read': {
    title: () => 'Not compared with the last run',
    short: () => 'not compared with the last run',
    line: ({ error }) =>
      `could not look up the last run in the archive, so accounts that fell silent since then are not named: ${error}`,
  },
  'window-too-recent': {
    title: () => 'Some logs of this window may not have arrived yet',
    short: () => 'window too recent',
    line: ({ minutes }) =>
      `the window ended less than ${minutes} minutes before the run began, so its last events may not have been delivered yet`,
  },
  'logs-not-surveyed': {
    title: () => 'Could not check for log files',
    short: () => 'could not check for log files',
    line: ({ error }) =>
      `could not check whether there are log files for this window, so a report without rows does not mean that nothing happened: ${error}`,
  },
};

/** Every word of the mail in English. */
export const en = {
  number,
  bytes,
  share,

  title: 'CloudTrail audit',
  date: (date: Temporal.PlainDate) => date.toString(),
  /** to the minute, or to the second where it has seconds */
  moment: (time: Temporal.PlainDateTime) =>
    `${time.toPlainDate()} ${time.toPlainTime().toString({ smallestUnit: time.second === 0 ? 'minute' : 'second' })}`,
  range: (from: string, to: string) => `${from} to ${to}`,
  window: (from: string, to: string, zone: string, hours: number) =>
    `${from} to ${to}, ${zone} (${counted(hours, 'hour')})`,
  windowInUtc: (from: string, to: string) => `${from} to ${to}, the end not included`,

  accounts: 'Accounts',
  regions: 'Regions',
  onlyAccounts: (accounts: string) => `Only accounts: ${accounts}`,
  onlyRegions: (regions: string) => `Only regions: ${regions}`,
  onlyThese: (values: string) => `only ${values}`,
  onlyAccountsShort: (accounts: readonly string[]) =>
    `only ${accounts.length === 1 ? `account ${accounts[0]}` : counted(accounts.length, 'account')}`,
  onlyRegionsShort: (regions: readonly string[]) =>
    `only ${regions.length === 1 ? regions[0] : counted(regions.length, 'region')}`,

  statusPrefix: { succeeded: '', partial: 'PARTIAL: ', failed: 'FAILED: ' },
  subject: (name: string, window: string, parts: readonly string[]) =>
    `[${name}] CloudTrail audit ${window}: ${parts.join('; ')}`,
  /** `3 failed console logins`: titles are plural and begin with a capital */
  countOf: (rows: number, title: string) => `${number(rows)} ${ofCount(rows, title)}`,
  list: (items: readonly string[]) => items.join(', '),
  moreReports: (count: number) => `and ${counted(count, 'more report')}`,
  reportFailedShort: (title: string) => `${title} failed`,
  reportsFailedShort: (failed: number, all: number) => `${failed} of ${counted(all, 'report')} failed`,
  noReports: 'no reports',

  reportFailed: (title: string) => `${title}: this report failed`,
  warnings,
  coverage: {
    covered: (accounts: number, regions: number) =>
      `the ${counted(accounts, 'account')} and ${counted(regions, 'region')} that had events`,
    accounts: 'Accounts with events',
    count: (accounts: number) => counted(accounts, 'account'),
    inRegions: (regions: number) => `in ${counted(regions, 'region')}`,
    columns: {
      account: 'Account',
      events: 'Events',
      regions: 'Events by region',
      first: 'First event',
      last: 'Last event',
      without: 'Silent hours',
    },
    title: (shown: number, all: number) =>
      shown === all
        ? 'Accounts, quietest first'
        : `The ${number(shown)} quietest of ${counted(all, 'account')}`,
    hoursWithout: (without: number, hours: number, from: string, to: string) =>
      `${number(without)} of ${number(hours)}, longest silence ${from} to ${to}`,
    ofRegion: (region: string, events: number) => `${region} ${number(events)}`,
    moreRegions: (count: number) => `and ${number(count)} more`,
    otherRegions: (regions: number, events: number, share: string) =>
      `${counted(regions, 'other region')}: ${counted(events, 'event')}, ${share}`,
    silentRegionsTitle: (regions: number) => `${counted(regions, 'region')} fell silent since the last run`,
    silentRegion: (region: string, accounts: readonly string[], more: number) =>
      `${region}: ${[...accounts, ...(more > 0 ? [`${number(more)} more`] : [])].join(', ')}`,
  },
  moreInManifest: (count: number) => `and ${number(count)} more, see manifest.json`,

  headlineFailed: 'failed',
  headlineUnknown: 'not known',
  headlineWhyUnknown: { 'no-log-files': 'no log files', 'no-events': 'no events' },
  headlineMuted: (rows: number) => `${number(rows)} muted`,

  nothingRead: 'Not known: there were no log files for this window.',
  /** `covered`: which accounts and regions had events, where that is known */
  nothingFound: (files: number, covered?: string) =>
    covered ? `None in ${covered}. ${wereRead(files)}.` : `None. ${wereRead(files)} for this window.`,
  noRows: (files: number, covered?: string) =>
    covered
      ? `No rows in ${covered}. ${wereRead(files)}.`
      : `No rows in the ${counted(files, 'log file')} read for this window.`,
  nothingFoundInRest: (covered?: string) =>
    `None in the logs that could be read${covered ? ` (${covered})` : ''}. See the warnings at the top.`,
  /** `files`: how many were read, where that is known */
  noEvents: (files?: number) => `Not known: ${noEventFound(files)}.`,
  muted: (rows: number) =>
    `${counted(rows, 'row')} muted by configuration ${rows === 1 ? 'is' : 'are'} in the CSV but not in these tables.`,
  allMuted: (rows: number) =>
    `${rows === 1 ? 'The one row is' : `All ${number(rows)} rows are`} muted by configuration: see the CSV.`,

  columns,
  noValue: '(none)',
  otherValues: (values: number, rows: number, share: string) =>
    `${counted(values, 'other value')}: ${counted(rows, 'row')}, ${share}`,
  hours: (zone: string) => `Hours of the day, ${zone}`,
  clock,
  busiest: (hour: number, rows: number) =>
    `Busiest hour: ${clock(hour)} to ${clock(hour + 1)}, ${counted(rows, 'row')}.`,
  span: (oldest: string, newest: string) =>
    oldest === newest ? `At ${newest}.` : `First ${oldest}, last ${newest}.`,
  hourRows: (hour: number, rows: number) => `${clock(hour)} ${number(rows)}`,
  newest: (shown: number, rows: number) =>
    shown === rows ? 'All rows, newest first' : `Newest ${number(shown)} of ${counted(rows, 'row')}`,

  attached: 'attached',
  notAttached: (place: string) => `too large to attach; it is in the archive: ${place}`,
  scanned: (bytes: string) => `${bytes} scanned`,

  countsTitle: 'Counts',
  aboutTitle: 'About this run',
  archive: 'Archive',
  run: 'Run',
  runAndTrigger: (id: string, trigger: string) => `${id}, ${trigger}`,
  trigger: { schedule: 'scheduled', manual: 'started by hand' },
  logs: 'Log files',
  logFiles: (logs: { files: number; bytes: number; complete: boolean } | undefined) =>
    logs ? `${logs.complete ? '' : 'more than '}${number(logs.files)} (${bytes(logs.bytes)})` : 'not known',
  shortenedTitle: 'Shortened',
  shortened:
    'mail programs cut off longer mails, so this one shows less of each report; the CSVs have every row',
  scannedTitle: 'Scanned',
  scannedAndCost: (bytes: string, cost: number | undefined) =>
    cost === undefined ? `${bytes}, no charge: read on one machine` : `${bytes}, ${price(cost)}`,
  withoutFailed: ', not counting what failed reports read',
  overCeiling: (ceiling: number) => `; this is more than limits.usdPerRun (${dollars(ceiling)})`,
};

/** The words of the mail, as every language has them. */
export type Words = typeof en;

/** `1 row`, `1,798 rows` */
function counted(count: number, one: string): string {
  return `${number(count)} ${one}${count === 1 ? '' : 's'}`;
}

function rangesOf({ ranges }: DaysWithoutLogs): string {
  const texts = ranges.map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
  const others = (more: number) => `and ${more} more up to ${ranges.at(-1)?.to}, see manifest.json`;
  return capped(texts, SHOWN.ranges, others).join(', ');
}

function foldersOf({ accounts }: NotProjected): string {
  const texts = accounts.map(({ folder, regions }) => {
    return `${folder} (${capped(regions, SHOWN.regions, (more) => `and ${more} more`).join(', ')})`;
  });
  const others = (more: number) => `and ${counted(more, 'more account')}, see manifest.json`;
  return capped(texts, SHOWN.accounts, others).join(', ');
}

function noEventFound(files: number | undefined): string {
  return `no event of this window was found${files === undefined ? '' : ` in ${counted(files, 'log file')}`}`;
}

function wereRead(files: number): string {
  return `${counted(files, 'log file')} ${files === 1 ? 'was' : 'were'} read`;
}

function price(cost: number): string {
  return cost > 0 && cost < 0.01 ? `less than ${dollars(0.01)}` : dollars(cost);
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function ofCount(rows: number, title: string): string {
  const inSentence = /^\p{Lu}\p{Ll}/u.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
  return rows === 1 ? inSentence.replace(/(?<=[^siu])s$/, '') : inSentence;
}
