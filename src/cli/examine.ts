import { askContents } from '../adapters/local/log-tree/contents.ts';
import { askPlace } from '../adapters/local/log-tree/place.ts';
import { askTree } from '../adapters/local/log-tree/tree.ts';
import type { Examination, Finding } from '../doctor/finding.ts';
import { judgeBeside } from '../doctor/log-tree/beside.ts';
import { judgeContents } from '../doctor/log-tree/contents.ts';
import { judgeDays } from '../doctor/log-tree/days.ts';
import { judgePlace } from '../doctor/log-tree/place.ts';
import { judgeTree } from '../doctor/log-tree/tree.ts';
import { collectFaults, faultUnless, RequestError } from '../errors.ts';
import { isIsoDay } from '../time/days.ts';
import { configFileFaults, readConfig } from './config-file.ts';
import { type DoctorOptions, flag, malformed, optionFaults } from './options.ts';
import type { Progress } from './progress.ts';
import { IN_S3, isMeantAsS3 } from './s3-location.ts';

const ON_AWS = ['config', 'logBucket', 'readFiles', 'workgroup', 'output', 'out', 'stack', 'region'] as const;

/**
 * Checks log files on this machine, or what is on AWS.
 *
 * @throws RequestError with every fault of the request, before anything is checked
 */
export async function examine(
  options: DoctorOptions,
  progress: Pick<Progress, 'read'>,
): Promise<Examination> {
  const faults = requestFaults(options);
  const config = await collectFaults(faults, () => readConfig(options.config));
  if (config) faults.push(...configFileFaults(config, undefined, new Date().toISOString()));
  if (faults.length > 0 || !config) throw new RequestError(faults);
  const { logs, newestDays } = options;
  if (logs !== undefined) return { findings: await examineLogs(logs, newestDays, progress), notLookedAt: [] };
  const { examineAws } = await import('./doctor-aws.ts');
  return examineAws(options, config);
}

function requestFaults(options: DoctorOptions): string[] {
  const { logs, logBucket, newestDays, out, readFiles, stack } = options;
  if (logs !== undefined) return [...logFaults(logs), ...awsFaults(options)];
  if (logBucket === undefined) return ['logs: missing; give --logs DIR, or --log-bucket s3://… for AWS'];
  const right = 'a stack name; give one such as cloudtrail-audit-reporter-dev';
  return [
    ...optionFaults({ ...options, engine: 'athena', dryRun: true }),
    ...faultUnless(!out || isMeantAsS3(out), 'out', out, `is not in S3; give ${IN_S3}`),
    ...faultUnless(
      readFiles === undefined || isIsoDay(readFiles),
      'read-files',
      readFiles,
      'is not a day; give one such as 2026-11-21',
    ),
    ...malformed('stack', stack, /^[A-Za-z][A-Za-z0-9-]{0,127}$/, right),
    ...(newestDays === undefined ? [] : ['newest-days: goes with --logs only; remove it']),
  ];
}

function logFaults(logs: string): string[] {
  if (logs === '') return ['logs: empty; give the directory that holds AWSLogs/…'];
  const right = 'give it as --log-bucket, or copy the logs to a directory';
  return faultUnless(!isMeantAsS3(logs), 'logs', logs, `is in S3; ${right}`);
}

function awsFaults(options: DoctorOptions): string[] {
  return ON_AWS.filter((name) => options[name] !== undefined).map(
    (name) => `${flag(name)}: for AWS, but --logs is for this machine; remove one of them`,
  );
}

async function examineLogs(
  logs: string,
  newestDays: number | undefined,
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
