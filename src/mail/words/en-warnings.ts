import type { DaysWithoutLogs, NotProjected, PassedOver, PassedOverReason } from '../../run/warning.ts';
import { capped } from '../capped.ts';
import { numbersIn } from '../numbers.ts';
import { SHOWN, type WarningWords } from './warning-words.ts';

const { number, bytes } = numbersIn('en-US');

export const warnings: WarningWords = {
  'no-log-files': {
    title: () => 'No log files for this window',
    short: () => 'no log files for this window',
    line: ({ from, to, unread }) =>
      `no log files for this window: the day ${from === to ? `folder ${from} has` : `folders ${from} to ${to} have`} none${unreadFiles(unread)}. This does not mean that nothing happened.`,
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
      `no log files for ${number(days.missing)} of ${counted(days.of, 'day')} (UTC): ${rangesOf(days)}${unreadFiles(days.unread)}. This does not mean that nothing happened on those days.`,
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
  'unnamed-log-file': {
    title: () => 'A log file may be damaged, and Athena does not say which',
    short: () => 'a damaged log file, not known which',
    line: ({ from, to }) =>
      `cloudtrail-audit doctor --log-bucket s3://bucket/prefix --read-files DAY names the damaged log files of a day, here from ${from} to ${to}; then put back whole copies or move them out of AWSLogs, and run the window again`,
  },
  'unreadable-folder': {
    title: (_, count) => `${counted(count, 'log folder')} could not be listed`,
    short: (_, count) => `${counted(count, 'log folder')} could not be listed`,
    line: ({ folder, reason }) =>
      `could not list the log folder ${folder}, so no report shows what is in it: ${reason}`,
  },
  'passed-over': {
    title: () => 'Not everything in the log folders was read',
    short: () => 'files not read',
    line: (found) => `${PASSED_OVER[found.reason](found.count)}: ${pathsOf(found)}`,
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
  'events-missing': {
    title: (_, count) => `${counted(count, 'report')} without all events`,
    short: (_, count) => `${counted(count, 'report')} without all events`,
    line: ({ report, events, rows }) =>
      `${report} has ${counted(rows, 'row')} for ${counted(events, 'event')}, so ${number(events - rows)} ${events - rows === 1 ? 'is' : 'are'} missing from it. Log files that arrived between two queries are a possible reason: run this window again.`,
  },
  'scan-limit': {
    title: () => 'The scan limit is too low for these log files',
    short: () => 'scan limit too low',
    line: ({ bytes: read, limit, enough }) =>
      `a query reads all log files of its days, here ${bytes(read)}, more than the scan limit${limit === undefined ? '' : ` of ${bytes(limit)}`} allows: set athena.scanLimitBytes (in a workgroup of your own BytesScannedCutoffPerQuery) to ${enough}, or ask for fewer days, accounts or regions`,
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
      `could not look up the last run in the archive, so accounts that fell silent since then, and what lies between the two runs and is in neither, are not named: ${error}`,
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
  'window-gap': {
    title: () => 'No scheduled run covers a part of the time before this window',
    short: () => 'time before the window not covered',
    line: ({ from, to }) =>
      `no scheduled run covers ${from} to ${to}: a run is missing, or the schedule was changed. If a run is missing, make it. If the schedule was changed, ask for this range by hand, and for the days before it too: events that were delivered late in this time may be in no scheduled run.`,
  },
  'window-overlap': {
    title: () => 'This window overlaps that of another scheduled run',
    short: () => 'window overlaps another one',
    line: ({ from, to }) =>
      `events from ${from} to ${to} are in another scheduled run too, because the schedule was changed: do not count them twice`,
  },
  'log-files-after-run': {
    title: ({ files }) => `${counted(files, 'log file')} came after the last run had read the logs`,
    short: ({ files }) => `${counted(files, 'log file')} too late for the last run`,
    line: ({ files, days, from, to }) =>
      `${counted(files, 'log file')} of ${capped(days, SHOWN.ranges, (more) => `and ${counted(more, 'more day')}`).join(', ')} (UTC) ${files === 1 ? 'was' : 'were'} not there when the last run read the logs, and no later run reads ${files === 1 ? 'it' : 'them'}, so no scheduled run has ${files === 1 ? 'its' : 'their'} events. Ask for ${from} to ${to} by hand.`,
  },
  'unread-log-files': {
    title: ({ files = 0 }) =>
      files > 0
        ? `${counted(files, 'log file')} in no scheduled run`
        : 'Could not check the folders of the days before',
    short: ({ files = 0 }) =>
      files > 0 ? `${counted(files, 'log file')} in no scheduled run` : 'days before not checked',
    line: ({ files = 0, example = '', incomplete = false }) =>
      [
        ...(files > 0
          ? [
              `${counted(files, 'log file')}, such as ${example}, ${files === 1 ? 'lies' : 'lie'} in folders that no scheduled run reads any more: ask for ${files === 1 ? 'its day' : 'their days'} by hand.`,
            ]
          : []),
        ...(incomplete
          ? ['there are too many log files to look through all folders of the days before.']
          : []),
      ].join(' '),
  },
  'undated-log-files': {
    title: ({ files }) => `${counted(files, 'log file')} without a time of delivery`,
    short: ({ files }) => `${counted(files, 'log file')} without a time of delivery`,
    line: ({ files, example }) =>
      `the ${files === 1 ? 'name of' : 'names of'} ${counted(files, 'log file')}, such as ${example}, ${files === 1 ? 'does' : 'do'} not say when CloudTrail delivered ${files === 1 ? 'it' : 'them'}: events before this window in ${files === 1 ? 'it are' : 'them are'} left out, and may be in no run`,
  },
  'networks-not-named': {
    title: () => 'Country and owner of networks not known',
    short: () => 'networks without names',
    line: ({ error }) =>
      `the MMDB files of the setting networks could not be used; nothing else is missing: ${error}`,
  },
  'history-failed': {
    title: () => "This run's events are not in the history",
    short: () => 'not in the history',
    line: ({ error, left = [] }) =>
      `could not keep the events of this run as Parquet, so the history lacks them; the reports read the logs and are complete: ${error}${left.length > 0 ? `. Files were left in ${left.join(', ')}, which no run lists: remove them` : ''}`,
  },
  'history-not-read': {
    title: (_, count) => `History of ${counted(count, 'run')} not read`,
    short: (_, count) => `history of ${counted(count, 'run')} not read`,
    line: ({ runId, reason }) => `the logs were read in place of the history of ${runId}: ${reason}`,
  },
};

const PASSED_OVER: Record<PassedOverReason, (count: number) => string> = {
  'not-json': (count) => `${counted(count, 'file')} in day folders not read (neither gzip nor JSON)`,
  archived: (count) =>
    `${counted(count, 'log file')} not read (Athena leaves out S3 Glacier Flexible Retrieval and Deep Archive; copy them to another storage class, then run this window again)`,
  hidden: (count) =>
    `${counted(count, 'log file')} not read (names that begin with a dot or an underscore: a copy that broke off; copy them again, then run this window again)`,
  'outside-days': (count) => `${counted(count, 'file')} not read (not in a day folder)`,
  'unknown-folder': (count) => `${counted(count, 'folder')} not read (CloudTrail has no such folder)`,
  'other-root': (count) => `${counted(count, 'more AWSLogs folder')} not read (run over each by itself)`,
};

export function noEventFound(files: number | undefined): string {
  return `no event of this window was found${files === undefined ? '' : ` in ${counted(files, 'log file')}`}`;
}

/** `1 row`, `1,798 rows` */
export function counted(count: number, one: string): string {
  return `${number(count)} ${one}${count === 1 ? '' : 's'}`;
}

function unreadFiles(count = 0): string {
  return count > 0
    ? `, but ${counted(count, 'file')} there or beside them could not be read (named below)`
    : '';
}

function pathsOf({ count, paths }: PassedOver): string {
  return capped(paths, SHOWN.paths, (more) => `and ${number(more)} more`, count).join(', ');
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
