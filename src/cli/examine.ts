import { styleText } from 'node:util';
import { Help } from 'commander';
import { askContents } from '../adapters/local/log-tree/contents.ts';
import { askPlace } from '../adapters/local/log-tree/place.ts';
import { askTree } from '../adapters/local/log-tree/tree.ts';
import { jsonText } from '../archive/json-text.ts';
import { counted, type Examination, type Finding } from '../doctor/finding.ts';
import { judgeBeside } from '../doctor/log-tree/beside.ts';
import { judgeContents } from '../doctor/log-tree/contents.ts';
import { judgeDays } from '../doctor/log-tree/days.ts';
import { judgePlace } from '../doctor/log-tree/place.ts';
import { judgeTree } from '../doctor/log-tree/tree.ts';
import { collectFaults, faultUnless, RequestError } from '../errors.ts';
import { printable } from '../mail/printable.ts';
import { isIsoDay } from '../time/days.ts';
import { configFileFaults, readConfig } from './config-file.ts';
import { type DoctorOptions, flag, malformed, optionFaults } from './options.ts';
import { type Progress, watchRun } from './progress.ts';
import { IN_S3, isMeantAsS3 } from './s3-location.ts';
import type { Io } from './terminal.ts';

/**
 * Examines what the options name, and prints the findings.
 *
 * @returns whether there is no fault
 */
export async function printExamination(
  { json = false, ...options }: DoctorOptions & { json?: boolean },
  io: Io,
): Promise<boolean> {
  const watch = watchRun({ silent: json });
  const examination = await examine(options, watch).finally(() => watch.end());
  const counts = countsOf(examination.findings);
  io.out(json ? jsonText({ counts, ...examination }) : examinationText(examination, counts));
  return counts.fault === 0;
}

type Counts = Record<Finding['status'], number>;

function countsOf(findings: readonly Finding[]): Counts {
  const counts = { ok: 0, warning: 0, fault: 0 };
  for (const { status } of findings) counts[status] += 1;
  return counts;
}

function examinationText({ findings, notLookedAt }: Examination, counts: Counts): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return [
    ...findings.map((finding) => findingText(finding, width)),
    ...(notLookedAt.length > 0 ? [`\nnot checked: ${notLookedAt.join('\n             ')}`] : []),
    `\n${counted(counts.fault, 'fault')}, ${counted(counts.warning, 'warning')}, ${counts.ok} ok`,
  ].join('\n');
}

const WIDTH = 100;
const STATUS_WIDTH = 'warning'.length;
const COLOURS = { ok: 'green', warning: 'yellow', fault: 'red' } as const;

function findingText({ check, status, seen, todo = '' }: Finding, checkWidth: number): string {
  const indent = ' '.repeat(STATUS_WIDTH + 2 + checkWidth + 2);
  const [first, ...more] = wrapped(seen, WIDTH - indent.length);
  const steps = todo === '' ? [] : wrapped(todo, WIDTH - indent.length - 3);
  const rest = [...more, ...steps.map((line, i) => `${i === 0 ? '->' : '  '} ${line}`)];
  const label = status.padEnd(STATUS_WIDTH);
  return [
    `${styleText(COLOURS[status], label)}  ${check.padEnd(checkWidth)}  ${first}`,
    ...rest.map((line) => indent + line),
  ].join('\n');
}

/** What is longer than a line, as a path, stays whole, so that it can be copied. */
function wrapped(text: string, width: number): string[] {
  return new Help().boxWrap(printable(text, 2000), width).split('\n');
}

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
