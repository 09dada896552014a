import { warningMessages } from '../run/warning.ts';
import { counted, number } from './english-numbers.ts';
import type { WarningWords } from './wording.ts';

export const englishWarnings: WarningWords = {
  'no-log-files': {
    title: () => 'No log files for this window',
    short: () => 'no log files for this window',
    line: warningMessages['no-log-files'],
  },
  'no-events': {
    title: () => 'No events in this window',
    short: () => 'no events in this window',
    line: warningMessages['no-events'],
  },
  'days-without-log-files': {
    title: ([days]) => `No log files for ${counted(days?.missing ?? 0, 'day')} of this window`,
    short: ([days]) => `no log files for ${number(days?.missing ?? 0)} of ${counted(days?.of ?? 0, 'day')}`,
    line: warningMessages['days-without-log-files'],
  },
  'days-not-surveyed': {
    title: ([days]) =>
      `Log files were looked for on some days only: ${counted(days?.missing ?? 0, 'day')} left out`,
    short: () => 'log files not looked for on every day',
    line: warningMessages['days-not-surveyed'],
  },
  'damaged-log-file': {
    title: ({ length }) => `${counted(length, 'damaged log file')} left out`,
    short: ({ length }) => counted(length, 'damaged log file'),
    line: warningMessages['damaged-log-file'],
  },
  'unreadable-folder': {
    title: ({ length }) => `${counted(length, 'log folder')} could not be listed`,
    short: ({ length }) => `${counted(length, 'log folder')} could not be listed`,
    line: warningMessages['unreadable-folder'],
  },
  'records-without-time': {
    title: () => 'Records without a time left out',
    short: () => 'records without a time',
    line: warningMessages['records-without-time'],
  },
  'not-projected': {
    title: ([folders]) => `${counted(folders?.folders ?? 0, 'log folder')} left out: not in the table`,
    short: ([folders]) => `${counted(folders?.folders ?? 0, 'log folder')} not in the table`,
    line: warningMessages['not-projected'],
  },
  'silent-account': {
    title: ({ length }) => `${counted(length, 'silent account')}`,
    short: ({ length }) => counted(length, 'silent account'),
    line: warningMessages['silent-account'],
  },
  'silent-region': {
    title: ({ length }) => `${counted(length, 'silent region')}`,
    short: ({ length }) => counted(length, 'silent region'),
    line: warningMessages['silent-region'],
  },
  'last-run-not-read': {
    title: () => 'Not compared with the last run',
    short: () => 'not compared with the last run',
    line: warningMessages['last-run-not-read'],
  },
  'window-too-recent': {
    title: () => 'Logs of this window may still be on their way',
    short: () => 'window too recent',
    line: warningMessages['window-too-recent'],
  },
  'logs-not-surveyed': {
    title: () => 'Log files could not be looked for',
    short: () => 'log files not looked for',
    line: warningMessages['logs-not-surveyed'],
  },
};
