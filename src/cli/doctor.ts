import type { Finding } from '../doctor/finding.ts';
import { RequestError } from '../errors.ts';
import type { Progress } from './run.ts';
import { isMeantAsS3 } from './s3-location.ts';

/** What `doctor` is asked for, as it was typed. */
export interface DoctorOptions {
  logs?: string;
  newestDays?: number;
}

/** @throws RequestError with every fault of the options, before anything is looked at */
export async function examine(options: DoctorOptions, progress: Pick<Progress, 'read'>): Promise<Finding[]> {
  const faults = optionFaults(options);
  if (faults.length > 0) throw new RequestError(faults);
  const { examineLogs } = await import('./doctor-logs.ts');
  return examineLogs({ ...options, logs: options.logs ?? '' }, progress);
}

function optionFaults({ logs }: DoctorOptions): string[] {
  if (!logs) return ['logs: missing, give the directory that holds AWSLogs/…'];
  return isMeantAsS3(logs) ? [`logs: ${JSON.stringify(logs)} is in S3: copy the logs to a directory`] : [];
}
