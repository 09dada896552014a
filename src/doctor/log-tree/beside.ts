/** What is beside the logs: digest files, CloudTrail's other kinds of events, and folders of other services. */
import { DIGESTS } from '../../logs/layout.ts';
import { isNotCovered } from '../../logs/left-out.ts';
import { daysBetween } from '../../time/days.ts';
import { counted, type Finding, findings, ok, shortList, warning } from '../finding.ts';
import { judgeNotCovered } from '../passed-over.ts';
import { daysOfAccounts, type FolderBeside, type LogTree, type RegionLogs } from './tree.ts';

export function judgeBeside({ beside, regions }: LogTree): Finding[] {
  if (regions.length === 0) return [];
  const services = [...new Set(beside.map(({ service }) => service))].sort();
  const others = services.filter((service) => service !== DIGESTS && !isNotCovered(service));
  const digestFolders = beside.filter(({ service }) => service === DIGESTS);
  return findings(
    digests(digestFolders, regions),
    judgeNotCovered(services.filter(isNotCovered)),
    others.length > 0 && ok('other folders', `beside CloudTrail's logs, not read: ${shortList(others)}`),
  );
}

function digests(folders: readonly FolderBeside[], regions: readonly RegionLogs[]): Finding {
  const check = 'digest files';
  const todo = 'turn on log file validation: without it, changed or removed log files go unnoticed';
  const files = folders.reduce((sum, { files }) => sum + files, 0);
  const accounts = daysOfAccounts(regions);
  const lastDigest = (account: string) =>
    folders
      .flatMap((folder) => (folder.account === account ? (folder.lastDay ?? []) : []))
      .sort()
      .at(-1);
  const without = [...accounts.keys()].filter((account) => lastDigest(account) === undefined);
  if (without.length > 0) {
    const seen = files === 0 ? 'no digest files' : `no digest files for ${shortList(without)}`;
    return warning(check, `${seen}: log file validation seems to be off, or they were not copied`, todo);
  }
  const ended = [...accounts].flatMap(([account, days]) => {
    const last = lastDigest(account) ?? '';
    return daysBetween(last, days.at(-1) ?? '') > 1 ? [`${account} (${last})`] : [];
  });
  if (ended.length === 0)
    return ok(check, `${counted(files, 'file')} in ${DIGESTS}, which are not log files and are not read`);
  const last = shortList(ended);
  const seen = `they end before the log files: ${last}: log file validation seems to have been switched off`;
  return warning(check, seen, todo);
}
