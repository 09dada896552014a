import { askContents } from '../adapters/local/log-tree/contents.ts';
import { askPlace } from '../adapters/local/log-tree/place.ts';
import { askTree } from '../adapters/local/log-tree/tree.ts';
import type { Finding } from '../doctor/finding.ts';
import { judgeBeside } from '../doctor/log-tree/beside.ts';
import { judgeContents } from '../doctor/log-tree/contents.ts';
import { judgeDays } from '../doctor/log-tree/days.ts';
import { judgePlace } from '../doctor/log-tree/place.ts';
import { judgeTree } from '../doctor/log-tree/tree.ts';
import type { Progress } from './progress.ts';

/** Looks at a tree of log files on this machine. */
export async function examineLogs(
  { logs, newestDays }: { logs: string; newestDays: number | undefined },
  progress: Pick<Progress, 'read'>,
): Promise<Finding[]> {
  const place = await askPlace(logs);
  const placed = judgePlace(logs, place);
  if (place.kind !== 'here') return placed;
  const tree = await askTree(logs);
  const contents = await askContents({ directory: logs, tree, newestDays, onProgress: progress.read });
  return [
    ...placed,
    ...judgeTree(tree),
    ...judgeDays(tree, new Date().toISOString()),
    ...(tree.regions.length > 0 ? judgeContents(contents) : []),
    ...judgeBeside(tree),
  ];
}
