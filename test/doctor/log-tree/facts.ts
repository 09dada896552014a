import type { LogTree, RegionLogs } from '../../../src/doctor/log-tree/tree.ts';
import { Paths } from '../../../src/logs/log-count.ts';
import { ACCOUNT, REGION } from '../../logs.ts';

export const OTHER = '444455556666';

/** A tree in which nothing is wrong by itself. */
export function tree(changes: Partial<LogTree> = {}): LogTree {
  return {
    regions: [region()],
    beside: [],
    odd: {
      twice: new Paths(),
      misfiled: new Paths(),
    },
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
