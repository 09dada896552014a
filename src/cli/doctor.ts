import type { Finding } from '../doctor/finding.ts';
import { type DoctorOptions, doctorRequest } from './doctor-options.ts';
import type { Progress } from './progress.ts';

export type { DoctorOptions } from './doctor-options.ts';

export interface Examination {
  findings: Finding[];
  /** what was left out for want of an option, and which */
  notLookedAt: string[];
}

/** @throws RequestError with every fault of the request, before anything is looked at */
export async function examine(
  options: DoctorOptions,
  progress: Pick<Progress, 'read'>,
): Promise<Examination> {
  const request = await doctorRequest(options);
  if (request.kind === 'aws') {
    const { examineAws } = await import('./doctor-aws.ts');
    return examineAws(request.options, request.config);
  }
  const { examineLogs } = await import('./doctor-logs.ts');
  return { findings: await examineLogs(request, progress), notLookedAt: [] };
}
