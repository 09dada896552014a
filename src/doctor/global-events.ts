import { type Finding, shortList, warning } from './finding.ts';

/** Console sign-ins and calls of IAM are recorded in one region of a partition. */
export function judgeGlobalEvents(
  logs: readonly { account: string; region: string }[],
  todo: string,
): Finding[] {
  const without = new Map<string, string[]>();
  for (const account of new Set(logs.map(({ account }) => account))) {
    const regions = logs.filter((log) => log.account === account).map(({ region }) => region);
    const home = homeOf(regions);
    if (!regions.includes(home)) without.set(home, [...(without.get(home) ?? []), account]);
  }
  return [...without].map(([home, accounts]) => {
    const seen = `no log files of ${home} for ${shortList(accounts)}: most console sign-ins and all calls of IAM are recorded there`;
    return warning('global events', seen, todo);
  });
}

function homeOf(regions: readonly string[]): string {
  if (regions.some((name) => name.startsWith('cn-'))) return 'cn-north-1';
  return regions.some((name) => name.startsWith('us-gov-')) ? 'us-gov-west-1' : 'us-east-1';
}
