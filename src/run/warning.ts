/** What a run warns of: a code and its details, from which the mail's words are made in its language. */

import type { SilentAccount } from './coverage.ts';

/** by code; every string may come from a log, an engine or the operating system */
export interface WarningDetails {
  /** first and last UTC day whose folders were looked into: `2026/11/21` */
  'no-log-files': { from: string; to: string };
  /** the report `coverage` found nothing; how many log files there are, where that is known */
  'no-events': { files?: number };
  'days-without-log-files': DaysWithoutLogs;
  /** of a count that was broken off: the days on which it saw none */
  'days-not-surveyed': DaysWithoutLogs;
  /** `file` as its place names it, `reason` in English */
  'damaged-log-file': { file: string; reason: string };
  /** `folder` as its place names it, `reason` in English */
  'unreadable-folder': { folder: string; reason: string };
  'records-without-time': { records: number };
  'not-projected': NotProjected;
  'silent-account': SilentAccount;
  /** expected by configuration */
  'silent-region': { region: string };
  /** the error's message */
  'last-run-not-read': { error: string };
  /** how long CloudTrail is given to deliver */
  'window-too-recent': { minutes: number };
  /** the error's message */
  'logs-not-surveyed': { error: string };
}

export type WarningCode = keyof WarningDetails;

/** Something that makes a run less than the whole truth; any one of them makes it `partial`. */
export type Warning<Code extends WarningCode = WarningCode> = {
  [C in Code]: {
    code: C;
    /** in English, for whoever reads the manifest */
    message: string;
  } & WarningDetails[C];
}[Code];

type Messages = { [Code in WarningCode]: (details: WarningDetails[Code]) => string };

/** What the manifest says, and the mail in English. */
export const warningMessages: Messages = {
  'no-log-files': ({ from, to }) =>
    `no log files for this window: nothing lies in ${from === to ? `the day folder ${from} that is read` : `the day folders ${from} to ${to} that are read`}. This says nothing about what happened.`,
  'no-events': ({ files }) =>
    `not one event of this window was found${files === undefined ? '' : ` in ${files} log files`}. This says nothing about what happened: a table that reads another place than the logs' looks the same.`,
  'days-without-log-files': ({ ranges, missing, of }) =>
    `no log files for ${missing} of ${of} days (UTC): ${listed(ranges)}. This says nothing about what happened on them.`,
  'days-not-surveyed': ({ ranges, missing, of }) =>
    `the log files are too many to count them all, and of ${missing} of ${of} days (UTC) none was seen: ${listed(ranges)}. Whether those days have any is not known.`,
  'damaged-log-file': ({ reason }) => `log file could not be read: ${reason}`,
  'unreadable-folder': ({ folder, reason }) =>
    `the log folder ${folder} could not be listed, so no report shows what lies in it: ${reason}`,
  'records-without-time': ({ records }) =>
    `${records} records have no eventTime of the form 2026-11-22T07:00:00Z: no window can hold them`,
  'not-projected': (details) =>
    `no report shows the events in ${foldersNamed(details)}. There are log files in ${details.folders === 1 ? 'this folder' : 'these folders'}, and the table does not read them: it reads ${details.location} with the values of its projection. Add what is missing there.`,
  'silent-account': ({ account, expected, lastEventTime }) =>
    `account ${account}: no event in this window${lastEventTime ? `, the last one at ${lastEventTime}` : ''}${expected === 'configuration' ? '; it is configured as expected' : ''}`,
  'silent-region': ({ region }) =>
    `no event in ${region} in this window, in no account: it is among the expected regions`,
  'last-run-not-read': ({ error }) =>
    `the last run could not be looked for in the archive, so nothing is said of accounts that fell silent since: ${error}`,
  'window-too-recent': ({ minutes }) =>
    `the window ended less than ${minutes} minutes before the run began: its last events may not have been delivered yet`,
  'logs-not-surveyed': ({ error }) =>
    `whether there were log files for this window could not be found out, so no report may be read as "nothing happened": ${error}`,
};

const RANGES_LISTED = 10;

function listed(ranges: DaysWithoutLogs['ranges']): string {
  const shown = ranges
    .slice(0, RANGES_LISTED)
    .map(({ from, to }) => (from === to ? from : `${from} to ${to}`));
  const rest = ranges.slice(RANGES_LISTED);
  const last = rest.at(-1)?.to;
  return [...shown, ...(last ? [`and ${rest.length} more up to ${last}, see manifest.json`] : [])].join(', ');
}

function foldersNamed(details: NotProjected): string {
  const { named, more } = namedAccounts(details);
  const folders = named.map(({ folder, regions, more: others }) => {
    return `${folder} (${[...regions, ...(others > 0 ? [`and ${others} more`] : [])].join(', ')})`;
  });
  return [...folders, ...(more > 0 ? [`and ${more} more accounts, see manifest.json`] : [])].join(', ');
}

/** Makes a warning of its code and details. */
export function warn<Code extends WarningCode>(code: Code, details: WarningDetails[Code]): Warning<Code> {
  return { code, message: warningMessages[code](details), ...details } as Warning<Code>;
}

/** @returns those of one kind */
export function warningsOf<Code extends WarningCode>(
  code: Code,
  warnings: readonly { code: WarningCode }[],
): Warning<Code>[] {
  return warnings.filter((warning): warning is Warning<Code> => warning.code === code);
}

/** The UTC days of a window in whose folders lies no log file. */
export interface DaysWithoutLogs {
  /** in their order, both ends included: `2026-11-21` */
  ranges: { from: string; to: string }[];
  /** how many days that are */
  missing: number;
  /** how many days the window touches */
  of: number;
}

/** Folders with log files of a run's days that the table does not read: their events are in no report. */
export interface NotProjected {
  /** where the table reads: `s3://bucket/AWSLogs/${account}/CloudTrail/${region}/` */
  location: string;
  /** by account: `AWSLogs/111122223333/CloudTrail/`, and the regions in it */
  accounts: { folder: string; regions: string[] }[];
  /** how many regions that are, of all accounts */
  folders: number;
}

const ACCOUNTS_NAMED = 5;
const REGIONS_NAMED = 5;

/** What a line of the mail has room for; `more` counts those that are left to the manifest. */
export function namedAccounts({ accounts }: NotProjected) {
  const named = accounts.slice(0, ACCOUNTS_NAMED).map(({ folder, regions }) => ({
    folder,
    regions: regions.slice(0, REGIONS_NAMED),
    more: Math.max(0, regions.length - REGIONS_NAMED),
  }));
  return { named, more: accounts.length - named.length };
}
