import type { Config } from '../config/config.ts';
import { RequestError } from '../errors.ts';
import { scheduleFaults } from '../plan/schedule-window.ts';
import { readConfig } from './config-file.ts';
import { optionFaults } from './options.ts';
import { isMeantAsS3 } from './s3-location.ts';

/** The options of `doctor`, as they were typed. */
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

/** Either log files on this machine, or what is on AWS. */
export type DoctorRequest =
  | { kind: 'logs'; logs: string; newestDays: number | undefined }
  | { kind: 'aws'; options: DoctorOptions & { logBucket: string }; config: Config };

/** @throws RequestError with every fault, before anything is checked */
export async function doctorRequest(options: DoctorOptions): Promise<DoctorRequest> {
  const { logs, newestDays, logBucket = '', config: file } = options;
  const faults = faultsOf(options);
  const config = await readConfig(file).catch((error) => {
    if (!(error instanceof RequestError)) throw error;
    faults.push(...error.faults);
    return undefined;
  });
  if (config) {
    const { timezone, schedule } = config;
    const wrong = scheduleFaults({ scheduledTime: '2026-01-01T00:00:00Z', timezone, ...schedule });
    faults.push(...wrong.map((text) => `config: ${text}`));
  }
  if (faults.length > 0 || !config) throw new RequestError(faults);
  if (logs !== undefined) return { kind: 'logs', logs, newestDays };
  return { kind: 'aws', options: { ...options, logBucket }, config };
}

const STACK = /^[A-Za-z][A-Za-z0-9-]{0,127}$/;
const ON_AWS = ['config', 'logBucket', 'workgroup', 'output', 'out', 'stack', 'region'] as const;

function faultsOf(options: DoctorOptions): string[] {
  const { logs, logBucket, newestDays, out, stack } = options;
  if (logs !== undefined) return [...logFaults(logs), ...awsFaults(options)];
  if (logBucket === undefined) return ['logs: missing; give --logs DIR, or --log-bucket s3://… for AWS'];
  return [
    ...optionFaults({ ...options, engine: 'athena', dryRun: true }),
    ...(out && !isMeantAsS3(out)
      ? [`out: ${JSON.stringify(out)} is not in S3; give s3://bucket or s3://bucket/prefix`]
      : []),
    ...(stack === undefined || STACK.test(stack)
      ? []
      : [
          `stack: ${JSON.stringify(stack)} is not a stack name; give one such as cloudtrail-audit-reporter-dev`,
        ]),
    ...(newestDays === undefined ? [] : ['newest-days: goes with --logs only; remove it']),
  ];
}

function logFaults(logs: string): string[] {
  if (logs === '') return ['logs: empty; give the directory that holds AWSLogs/…'];
  return isMeantAsS3(logs)
    ? [`logs: ${JSON.stringify(logs)} is in S3; give it as --log-bucket, or copy the logs to a directory`]
    : [];
}

function awsFaults(options: DoctorOptions): string[] {
  return ON_AWS.filter((name) => options[name] !== undefined).map((name) => {
    const flag = name === 'logBucket' ? 'log-bucket' : name;
    return `${flag}: for AWS, but --logs is for this machine; remove one of them`;
  });
}
