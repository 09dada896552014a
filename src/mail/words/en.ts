import type { Temporal } from 'temporal-polyfill';
import { numbersIn } from '../numbers.ts';
import { firstScreen } from './en-first-screen.ts';
import { counted, noEventFound, warnings } from './en-warnings.ts';

const { number, bytes, share, dollars } = numbersIn('en-US');

interface SubjectParts {
  /** words; none where there is nothing to say */
  verdict: readonly string[];
  reasons: readonly string[];
  /** company or organization */
  name: string;
  window: string;
  counts: readonly string[];
}

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

  /** what a run was narrowed to */
  bounds: {
    accounts: {
      label: 'Accounts',
      only: (accounts: string) => `Only accounts: ${accounts}`,
      short: (all: readonly string[]) =>
        `only ${all.length === 1 ? `account ${all[0]}` : counted(all.length, 'account')}`,
    },
    regions: {
      label: 'Regions',
      only: (regions: string) => `Only regions: ${regions}`,
      short: (all: readonly string[]) => `only ${all.length === 1 ? all[0] : counted(all.length, 'region')}`,
    },
  },
  onlyThese: (values: string) => `only ${values}`,

  firstScreen,
  subject: ({ verdict, reasons, name, window, counts }: SubjectParts) => {
    const head = [
      ...(verdict.length > 0 ? [firstScreen.verdictWords(verdict)] : []),
      ...(reasons.length > 0 ? [reasons.join('; ')] : []),
    ];
    const parts = [...(head.length > 0 ? [head.join(': ')] : []), name, `CloudTrail audit ${window}`];
    return [...parts, ...counts].join(' · ');
  },
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
    columns: ['Account', 'Events', 'Events by region', 'First event', 'Last event', 'Silent hours'],
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
    silentRegion: (region: string, accounts: string) => `${region} (${accounts})`,
    moreAccounts: (count: number) => `${number(count)} more`,
  },
  reviews: {
    open: (open: number, all: number, dates: string) =>
      open === 0
        ? `last ${counted(all, 'run')} reviewed`
        : `${number(open)} of the last ${counted(all, 'run')} not reviewed: ${dates}`,
    reviewed: (reviewer: string, at: string) => `reviewed by ${reviewer} on ${at}`,
    note: (text: string) => `“${text}”`,
    changed: (reviewer: string, at: string) =>
      `changed after the review by ${reviewer} on ${at}: cloudtrail-audit verify says how`,
    unreadable: 'its review cannot be read: cloudtrail-audit verify says why',
    falseAlarms: (count: number) => counted(count, 'false alarm'),
    followedUp: (count: number) => `${number(count)} followed up`,
    command: 'to review this run:',
    yourName: 'YOUR NAME',
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
    `None in the logs that could be read${covered ? ` (${covered})` : ''}. See the warnings above.`,
  /** `files`: how many were read, where that is known */
  noEvents: (files?: number) => `Not known: ${noEventFound(files)}.`,
  /** `place`: where the rows are, where they are kept */
  tooLarge: (rows: number, size: number, place?: string) =>
    `${counted(rows, 'row')}, ${bytes(size)} as CSV, ${rows === 1 ? 'is' : 'are'} more than archive.csvMaxBytes: the file has counts in their place. ${place ? `The rows, or the events they are made of, are in ${place} as long as that is kept.` : 'What they are made of is in the logs alone.'}`,
  muted: (rows: number) =>
    `${counted(rows, 'row')} muted by configuration ${rows === 1 ? 'is' : 'are'} in the CSV but not in these tables.`,
  allMuted: (rows: number) =>
    `${rows === 1 ? 'The one row is' : `All ${number(rows)} rows are`} muted by configuration: see the CSV.`,

  /** labels of the columns that reports usually count; any other column is called by its name */
  columns: {
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
  } as Record<string, string>,
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
  inArchive: (place: string) => `in the archive: ${place}`,
  workbook: {
    label: 'Workbook',
    failed: 'The workbook could not be attached',
    failedLine: (error: string) =>
      `It could not be made (${error}). The CSVs are in the archive; report.xlsx is tried again after this mail.`,
  },
  scanned: (bytes: string) => `${bytes} scanned`,

  countsTitle: 'Counts',
  aboutTitle: 'About this run',
  archive: 'Archive',
  run: 'Run',
  windowTitle: 'Window in UTC',
  runAndTrigger: (id: string, trigger: string) => `${id}, ${trigger}`,
  trigger: { schedule: 'scheduled', manual: 'started by hand' },
  logs: 'Log files',
  /** `isSized`: whether the sizes of all are known, as they are not where history stands in for some */
  logFiles: (logs: { files: number; bytes: number; complete: boolean } | undefined, isSized: boolean) =>
    logs
      ? `${logs.complete ? '' : 'more than '}${number(logs.files)}${isSized ? ` (${bytes(logs.bytes)})` : ''}`
      : 'not known',
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
