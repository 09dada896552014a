import { numbersIn } from '../../mail/numbers.ts';

const { number } = numbersIn('en-US');

/** What the page says beside the words of the mail. */
export const en = {
  number,
  summary: 'Summary',
  charts: 'Charts',
  reports: 'Reports',
  asTable: 'Data as a table',
  more: (rows: number) => `and ${number(rows)} more`,
  others: (names: number) => `${number(names)} others`,
  noEvents: 'No events.',
  noValue: '(none)',
  newestOnly: (counted: number, all: number) =>
    `Only ${number(counted)} of ${number(all)} events are counted here; all are in the CSVs.`,
  eventCount: 'Events',
  time: 'Time',
  day: 'Day',
  kind: 'Kind',
  value: 'Value',
  who: 'Who',
  service: 'Service',
  from: 'From where',
  account: 'Account',
  outcomes: ['Success', 'Failure', 'Not known'],
  severities: ['High', 'Medium', 'Low'],
  kinds: {
    principal: 'Principal',
    'principal-region': 'Principal in a region',
    'principal-service': 'Principal at a service',
    'principal-network': 'Principal from a network',
    'account-region': 'Account in a region',
    'write-action': 'Write action',
    'user-agent': 'Tool',
  } as Record<string, string>,
  events: {
    title: 'Events',
    about: (carried: number, all: number) =>
      `${number(carried)} events of ${number(all)} rows of the reports are in this page: those of controls and sign-ins first, then root, users and roles, each report's first rows. An event may be in several reports. All rows are in the CSVs.`,
    noScript:
      'To search, filter and sort the events, this page needs its script. Everything else is here without it.',
    noInflate:
      'This browser cannot unpack the events (it has no DecompressionStream). All rows are in the CSVs.',
    search: 'Search',
    inside: 'Control or report',
    outcome: 'Outcome',
    all: 'All',
    clear: 'Clear',
    more: 'Show more',
    principal: 'One principal',
    table: 'Table of events',
    columns: [
      'Time (UTC)',
      'Who',
      'Account',
      'Region',
      'Service',
      'Action',
      'From where',
      'Outcome',
      'Error',
      'In',
      'Event id',
    ],
  },
  browser: {
    none: '(none)',
    found: '{found} of {all} events; {shown} shown',
    events: 'Events',
    failures: 'failures',
    firstAndLast: 'First and last',
    account: 'Accounts',
    service: 'Services',
    from: 'From where',
    controls: 'Controls',
    close: 'Close',
  },
  activity: {
    title: (isHours: boolean): string =>
      isHours ? 'Activity by hour and outcome' : 'Activity by day and outcome',
    about: 'Events of people, roles and services, by when they happened. Failures are hatched.',
    withoutOutcome: (all: number) =>
      `The ${number(all)} events by hour of the day. There are too many to show their outcomes here.`,
  },
  controlDays: {
    title: 'Controls by day',
    about:
      'Events that controls found, of callers in no group, by severity: this run and the scheduled runs of the 60 days before.',
    unread: (runs: number) => `Manifests or lists of them that could not be read: ${number(runs)}.`,
    none: 'There is no scheduled run of the 60 days before to compare with.',
  },
  newValues: {
    title: 'New values',
    about: 'What no run before had, by when it was first seen. Larger: more of them at that time.',
    first: 'First event',
    unknown: 'Not known: that takes 14 days of scheduled runs.',
    none: 'Nothing new.',
  },
  flows: {
    title: 'Who calls which service from where',
    about: 'The most frequent callers, services and networks. Wider: more events.',
  },
  coverage: {
    title: (isHours: boolean): string =>
      isHours ? 'Coverage by account and hour' : 'Coverage by account and day',
    about: 'Events of each account, quietest first. Silence is dotted.',
    quietest: (shown: number, all: number) => `The ${number(shown)} quietest of ${number(all)} accounts.`,
    tooMany: (counted: number, all: number) =>
      `Of ${number(all)} events, ${number(counted)} were read here, too few to tell silence. The report on accounts below has the hours with events.`,
    silent: 'Silent',
    few: 'Few events',
    many: 'Many events',
    silentParts: 'Silent hours or days',
  },
};

export type PageWords = typeof en;

/** Of the script. */
export type BrowserWords = PageWords['browser'];
