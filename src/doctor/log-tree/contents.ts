/** What is in the log files of a tree, and what lies beside them. */
import { daysBetween } from '../../time/days.ts';
import { counted, type Finding, fault, ok, shortList, warning } from '../finding.ts';
import type { FolderBeside, LogContents, LogTree, Occurrences, RegionLogs } from './log-tree.ts';

export function judgeContents(contents: LogContents): Finding[] {
  const { files, records, damaged, daysNotRead, withoutTime, late, early, foreign } = contents;
  const read = `${counted(files, 'log file')} read, ${counted(records, 'record')}`;
  const left = daysNotRead > 0 ? `; ${counted(daysNotRead, 'older day')} not read` : '';
  const again = 'copy it again from the bucket; a run leaves it out, names it and ends as partial';
  return [
    ok('log files', `${read}${damaged.length === 0 ? ', none damaged' : ''}${left}`),
    ...damaged.map(({ file, reason }) => fault('damaged file', `${file}: ${reason}`, again)),
    ...unless(
      withoutTime,
      'event time',
      'without a readable eventTime, which no report shows',
      'see what wrote these files',
    ),
    ...unless(
      late,
      'late records',
      `in the folder of a day more than one day later (at most ${counted(late.mostDays, 'day')}), which a run over their own day does not see`,
      'run over a range that goes on to the day of the folder',
    ),
    ...unless(
      early,
      'early records',
      'in the folder of an earlier day',
      'see what put these files there: CloudTrail files a log by the day of its delivery',
    ),
    ...unless(
      foreign,
      'other accounts',
      'in the folder of another account',
      'see what put these files there: reports take the account from the folder where they are asked for some accounts only',
    ),
  ];
}

/** Files that CloudTrail keeps beside the logs, and the folders of other services. */
export function judgeBeside({ beside, regions }: LogTree): Finding[] {
  if (regions.length === 0) return [];
  const own = (name: string) => beside.filter((folder) => folder.name === name);
  const others = [
    ...new Set(beside.map(({ name }) => name).filter((name) => name !== DIGEST && name !== INSIGHT)),
  ].sort();
  return [
    digests(own(DIGEST), regions),
    ...notLogs(own(INSIGHT), 'insight files'),
    ...(others.length > 0
      ? [ok('other folders', `beside CloudTrail's logs, not read: ${shortList(others)}`)]
      : []),
  ];
}

const DIGEST = 'CloudTrail-Digest';
const INSIGHT = 'CloudTrail-Insight';
const VALIDATE =
  'switch log file validation on: without it nobody can tell whether log files were changed or removed';

function digests(folders: readonly FolderBeside[], regions: readonly RegionLogs[]): Finding {
  const check = 'digest files';
  const accounts = [...new Set(regions.map(({ account }) => account))];
  const files = folders.reduce((sum, folder) => sum + folder.files, 0);
  const lastOf = (account: string) => lastDay(folders.filter((folder) => folder.account === account));
  const without = accounts.filter((account) => lastOf(account) === undefined);
  if (without.length > 0) {
    const whose = files === 0 ? 'none' : `none for ${shortList(without)}`;
    return warning(check, `${whose}: log file validation seems to be off, or they were not copied`, VALIDATE);
  }
  const ended = accounts.filter((account) => {
    const logs = regions.filter((region) => region.account === account);
    return daysBetween(lastOf(account) ?? '', lastLogDay(logs)) > 1;
  });
  if (ended.length === 0) return ok(check, `${counted(files, 'file')} in ${DIGEST}, ${NOT_LOGS}`);
  const days = shortList(ended.map((account) => `${account} (${lastOf(account)})`));
  return warning(
    check,
    `they end before the log files: ${days}: log file validation seems to have been switched off`,
    VALIDATE,
  );
}

function lastDay(folders: readonly FolderBeside[]): string | undefined {
  return folders
    .flatMap(({ lastDay }) => lastDay ?? [])
    .sort()
    .at(-1);
}

function lastLogDay(regions: readonly RegionLogs[]): string {
  return (
    regions
      .flatMap(({ days }) => Object.keys(days))
      .sort()
      .at(-1) ?? ''
  );
}

const NOT_LOGS = 'which are no log files and are not read';

function notLogs(folders: readonly FolderBeside[], check: string): Finding[] {
  const files = folders.reduce((sum, folder) => sum + folder.files, 0);
  if (files === 0) return [];
  return [ok(check, `${counted(files, 'file')} in ${folders[0]?.name}, ${NOT_LOGS}`)];
}

function unless({ records, files }: Occurrences, check: string, what: string, todo: string): Finding[] {
  if (records === 0) return [];
  return [
    warning(check, `${counted(records, 'record')} ${what}: ${shortList(files.first, files.count)}`, todo),
  ];
}
