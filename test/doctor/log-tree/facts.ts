import type { LogTree, Paths, RegionLogs } from '../../../src/doctor/log-tree/tree.ts';
import { ACCOUNT, REGION } from '../../logs.ts';

export const OTHER = '444455556666';

const none: Paths = { count: 0, first: [] };

/** A tree in which nothing is wrong by itself. */
export function tree(changes: Partial<LogTree> = {}): LogTree {
  return {
    regions: [region()],
    beside: [],
    unknownFolders: none,
    strayFiles: none,
    otherFiles: none,
    twice: none,
    misfiled: none,
    unreadable: [],
    ...changes,
  };
}

/** Log files of two days. */
export function region(changes: Partial<RegionLogs> = {}): RegionLogs {
  return {
    organization: undefined,
    account: ACCOUNT,
    region: REGION,
    days: ['2026/11/20', '2026/11/21'],
    newest: '2026-11-21T07:00:00Z',
    ...changes,
  };
}
