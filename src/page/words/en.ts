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
  events: 'Events',
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
    unread: (runs: number) => `${number(runs)} manifests could not be read.`,
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
