/** What is in the log files of a tree, and what lies beside them. */
import { counted, type Finding, fault, ok, shortList, warning } from '../finding.ts';
import type { FolderBeside, LogContents, LogTree, Occurrences } from './log-tree.ts';

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
      `lie in the folder of a day more than one day after them, at most ${counted(late.mostDays, 'day')}: a run over their day does not see them`,
      'run over a range that goes on to the day of the folder',
    ),
    ...unless(
      early,
      'early records',
      'lie in the folder of a day before them',
      'see what put these files there: CloudTrail files a log by the day of its delivery',
    ),
    ...unless(
      foreign,
      'other accounts',
      'are of another account than their folder',
      'see what put these files there: reports take the account from the folder where they are asked for some accounts only',
    ),
  ];
}

/** Files that CloudTrail keeps beside the logs, and the folders of other services. */
export function judgeBeside({ beside, regions }: LogTree): Finding[] {
  if (regions.length === 0) return [];
  const own = (name: string) => beside.filter((folder) => folder.name === name);
  const others = [
    ...new Set(beside.map(({ name }) => name).filter((name) => !name.startsWith('CloudTrail'))),
  ].sort();
  return [
    digests(own('CloudTrail-Digest'), [...new Set(regions.map(({ account }) => account))]),
    ...notLogs(own('CloudTrail-Insight'), 'insight files'),
    ...(others.length > 0
      ? [ok('other services', `beside CloudTrail's logs, not read: ${shortList(others)}`)]
      : []),
  ];
}

function digests(folders: readonly FolderBeside[], accounts: readonly string[]): Finding {
  const check = 'digest files';
  const without = accounts.filter(
    (account) => !folders.some((folder) => folder.account === account && folder.files > 0),
  );
  const files = folders.reduce((sum, folder) => sum + folder.files, 0);
  const seen = `${counted(files, 'file')} in CloudTrail-Digest, which are no log files and are not read`;
  if (without.length === 0) return ok(check, seen);
  return warning(
    check,
    `${files === 0 ? 'none' : `none for ${shortList(without)}`}: log file validation seems to be off, or they were not copied`,
    'switch log file validation on: without it nobody can tell whether log files were changed or removed',
  );
}

function notLogs(folders: readonly FolderBeside[], check: string): Finding[] {
  const files = folders.reduce((sum, folder) => sum + folder.files, 0);
  if (files === 0) return [];
  return [
    ok(check, `${counted(files, 'file')} in ${folders[0]?.name}, which are no log files and are not read`),
  ];
}

function unless({ records, files }: Occurrences, check: string, what: string, todo: string): Finding[] {
  if (records === 0) return [];
  return [
    warning(check, `${counted(records, 'record')} ${what}: ${shortList(files.first, files.count)}`, todo),
  ];
}
