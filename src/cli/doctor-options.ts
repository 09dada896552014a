import type { Config } from '../config/config.ts';
import { RequestError } from '../errors.ts';
import { scheduledWindow } from '../plan/schedule-window.ts';
import { readConfig } from './config-file.ts';
import { optionFaults } from './options.ts';
import { isMeantAsS3 } from './s3-location.ts';

/** What `doctor` is asked for, as it was typed. */
export interface DoctorOptions {
  logs?: string;
  newestDays?: number;
  config?: string;
  logBucket?: string;
  workgroup?: string;
  output?: string;
  out?: string;
  stack?: string;
  region?: string;
}

/** Either a tree of log files, or what is on AWS. */
export type DoctorRequest =
  | { kind: 'logs'; logs: string; newestDays: number | undefined }
  | { kind: 'aws'; options: DoctorOptions & { logBucket: string }; config: Config };

/** @throws RequestError with every fault, before anything is looked at */
export async function doctorRequest(options: DoctorOptions): Promise<DoctorRequest> {
  const { logs, newestDays, logBucket, config: file } = options;
  const faults = faultsOf(options);
  const config = await readConfig(file).catch((error) => {
    if (!(error instanceof RequestError)) throw error;
    faults.push(...error.faults);
    return undefined;
  });
  if (config) faults.push(...scheduleFaults(config));
  if (faults.length > 0 || !config) throw new RequestError(faults);
  if (logs !== undefined) return { kind: 'logs', logs, newestDays };
  return { kind: 'aws', options: { ...options, logBucket: logBucket ?? '' }, config };
}

const STACK = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;
const ON_AWS = ['config', 'logBucket', 'workgroup', 'output', 'out', 'stack', 'region'] as const;

function faultsOf(options: DoctorOptions): string[] {
  const { logs, logBucket, newestDays, out, stack } = options;
  if (logs !== undefined) return [...logFaults(logs), ...together(options)];
  if (logBucket === undefined)
    return ['logs: missing, give --logs DIR, or --log-bucket s3://… for what is on AWS'];
  return [
    ...optionFaults({ ...options, engine: 'athena', dryRun: true }),
    ...(out !== undefined && out !== '' && !isMeantAsS3(out)
      ? [`out: ${JSON.stringify(out)} is not in S3: give s3://bucket or s3://bucket/prefix`]
      : []),
    ...(stack === undefined || STACK.test(stack)
      ? []
      : [
          `stack: ${JSON.stringify(stack)} is not the name of a stack, such as cloudtrail-audit-reporter-dev`,
        ]),
    ...(newestDays === undefined ? [] : ['newest-days: goes with --logs only: leave it out']),
  ];
}

function logFaults(logs: string): string[] {
  if (logs === '') return ['logs: missing, give the directory that holds AWSLogs/…'];
  return isMeantAsS3(logs)
    ? [`logs: ${JSON.stringify(logs)} is in S3: give it as --log-bucket, or copy the logs to a directory`]
    : [];
}

function together(options: DoctorOptions): string[] {
  return ON_AWS.filter((name) => options[name] !== undefined).map((name) => {
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return `${flag}: is for what is on AWS, --logs for this machine: leave one of them out`;
  });
}

function scheduleFaults({ timezone, schedule }: Config): string[] {
  try {
    scheduledWindow({ scheduledTime: '2026-01-01T00:00:00Z', timezone, ...schedule });
    return [];
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    return error.faults.map((fault) => `config: schedule.${fault}`);
  }
}
