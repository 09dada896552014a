/** What is beside the logs: digest files, Insights files, and folders of other services. */
import { DIGESTS, INSIGHTS } from '../../logs/layout.ts';
import { daysBetween } from '../../time/days.ts';
import { counted, type Finding, ok, shortList, warning } from '../finding.ts';
import { daysOfAccounts, type FolderBeside, type LogTree, type RegionLogs } from './tree.ts';

export function judgeBeside({ beside, regions }: LogTree): Finding[] {
  if (regions.length === 0) return [];
  const of = (service: string) => beside.filter((folder) => folder.service === service);
  const services = [...new Set(beside.map(({ service }) => service))].sort();
  const others = services.filter((service) => service !== DIGESTS && service !== INSIGHTS);
  const insights = filesIn(of(INSIGHTS));
  return [
    digests(of(DIGESTS), regions),
    ...(insights > 0 ? [notLogs('insight files', insights, INSIGHTS)] : []),
    ...(others.length > 0
      ? [ok('other folders', `beside CloudTrail's logs, not read: ${shortList(others)}`)]
      : []),
  ];
}

function digests(folders: readonly FolderBeside[], regions: readonly RegionLogs[]): Finding {
  const check = 'digest files';
  const todo = 'turn on log file validation: without it, changed or removed log files go unnoticed';
  const files = filesIn(folders);
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
  if (ended.length === 0) return notLogs(check, files, DIGESTS);
  const last = shortList(ended);
  const seen = `they end before the log files: ${last}: log file validation seems to have been switched off`;
  return warning(check, seen, todo);
}

function notLogs(check: string, files: number, service: string): Finding {
  return ok(check, `${counted(files, 'file')} in ${service}, which are not log files and are not read`);
}

function filesIn(folders: readonly FolderBeside[]): number {
  return folders.reduce((sum, { files }) => sum + files, 0);
}
