/** What is in the log files. */
import type { Paths } from '../../logs/log-count.ts';
import type { DamagedFile } from '../../ports.ts';
import { counted, type Finding, fault, ok } from '../finding.ts';
import { oddPaths } from './tree.ts';

interface Occurrences {
  records: number;
  files: Paths;
}

export interface LogContents {
  files: number;
  /** days whose files were not opened, because the user asked for fewer */
  daysNotRead: number;
  records: number;
  damaged: readonly DamagedFile[];
  /** `late`: in a folder of more than a day after the record; `foreign`: of another account than the folder's */
  odd: Readonly<Record<'withoutTime' | 'late' | 'early' | 'foreign', Occurrences>>;
  /** how many days after its event a late record was filed, at most */
  latestDays: number;
}

export function judgeContents(contents: LogContents): Finding[] {
  const { files, records, damaged, daysNotRead, odd, latestDays } = contents;
  const read = `${counted(files, 'log file')} read, ${counted(records, 'record')}`;
  const left = daysNotRead > 0 ? `; ${counted(daysNotRead, 'older day')} not read` : '';
  const again = 'copy it again from the bucket; a run leaves it out, names it and ends as partial';
  const findOut = 'find out what put these files there';
  const oddRecords = ({ records, files }: Occurrences, check: string, what: string, todo: string) =>
    oddPaths(files, check, `${counted(records, 'record')} ${what}`, todo);
  return [
    ok('log files', `${read}${damaged.length === 0 ? ', none damaged' : ''}${left}`),
    ...damaged.map(({ file, reason }) => fault('damaged file', `${file}: ${reason}`, again)),
    ...oddRecords(
      odd.withoutTime,
      'event time',
      'without a readable eventTime, which no report shows',
      'find out what wrote these files',
    ),
    ...oddRecords(
      odd.late,
      'late records',
      `in a folder more than one day after their own day (at most ${counted(latestDays, 'day')}), so a run over their own day misses them`,
      'run over a range that includes the day of the folder',
    ),
    ...oddRecords(
      odd.early,
      'early records',
      'in the folder of an earlier day',
      `${findOut}: CloudTrail files a log by the day of its delivery`,
    ),
    ...oddRecords(
      odd.foreign,
      'other accounts',
      'in the folder of another account',
      `${findOut}: a run over some accounts takes the account from the folder`,
    ),
  ];
}
