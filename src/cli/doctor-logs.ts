import { readLogContents } from '../adapters/local/log-tree/contents.ts';
import { findLogPlace } from '../adapters/local/log-tree/place.ts';
import { readLogTree } from '../adapters/local/log-tree/tree.ts';
import type { Finding } from '../doctor/finding.ts';
import { judgeBeside, judgeContents } from '../doctor/log-tree/contents.ts';
import { judgeDays } from '../doctor/log-tree/days.ts';
import { judgeLayout, judgePlace } from '../doctor/log-tree/layout.ts';
import type { Progress } from './progress.ts';

/** Looks at a tree of log files on this machine. */
export async function examineLogs(
  { logs, newestDays }: { logs: string; newestDays: number | undefined },
  progress: Pick<Progress, 'read'>,
): Promise<Finding[]> {
  const place = await findLogPlace(logs);
  const placed = judgePlace(logs, place);
  if (place.kind !== 'here') return placed;
  const tree = await readLogTree(logs);
  const contents = await readLogContents({ directory: logs, tree, newestDays, onProgress: progress.read });
  return [
    ...placed,
    ...judgeLayout(tree),
    ...judgeDays(tree, new Date().toISOString()),
    ...(tree.regions.length > 0 ? judgeContents(contents) : []),
    ...judgeBeside(tree),
  ];
}
