import { type Finding, shortList, warning } from './finding.ts';

/** Console sign-ins and IAM's calls are recorded in one region of a partition. */
export function judgeGlobalEvents(
  logs: readonly { account: string; region: string }[],
  todo: string,
): Finding[] {
  const accounts = [...new Set(logs.map(({ account }) => account))];
  const without = accounts.filter((account) => {
    const regions = logs.filter((log) => log.account === account).map(({ region }) => region);
    return !regions.includes(homeOf(regions));
  });
  if (without.length === 0) return [];
  const seen = `no log files of us-east-1 for ${shortList(without)}: most console sign-ins and all calls of IAM are recorded there`;
  return [warning('global events', seen, todo)];
}

function homeOf(regions: readonly string[]): string {
  if (regions.some((name) => name.startsWith('cn-'))) return 'cn-north-1';
  return regions.some((name) => name.startsWith('us-gov-')) ? 'us-gov-west-1' : 'us-east-1';
}
