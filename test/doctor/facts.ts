/** Facts for the judges of the doctor: a set-up in which nothing is wrong, and the answers of AWS. */
import { configSchema } from '../../src/config/config.ts';
import { type Bucket, PUBLIC_ACCESS_BLOCKS } from '../../src/doctor/bucket.ts';
import type { Answer, Finding } from '../../src/doctor/finding.ts';
import type { Setup } from '../../src/doctor/setup.ts';

export const ACCOUNT = '111122223333';
export const OTHER = '444455556666';
export const STACK = 'cloudtrail-audit-reporter-dev';
export const NOW = '2026-11-22T08:00:00Z';

export const absent = { kind: 'absent' } as const;
export const denied = (permission: string) => ({ kind: 'denied', permission }) as const;
export const failed = (reason: string, answered = true) => ({ kind: 'failed', reason, answered }) as const;
export const found = <T>(value: T): Answer<T> => ({ kind: 'found', value });

/** @param config as in a configuration file */
export function setup(config: object = {}, changes: Partial<Setup> = {}): Setup {
  return {
    config: configSchema.parse({
      timezone: 'Asia/Tokyo',
      table: { database: 'audit' },
      mail: { from: 'audit@example.com', to: ['security@example.com'] },
      ...config,
    }),
    region: 'us-east-1',
    now: NOW,
    logs: { bucket: 'logs', prefix: '' },
    workgroup: 'audit',
    archive: { bucket: 'archive', prefix: 'audit/' },
    stack: STACK,
    ...changes,
  };
}

export function bucket(name: string, changes: Partial<Bucket> = {}): Bucket {
  return {
    name,
    region: found('us-east-1'),
    publicAccessBlock: found(PUBLIC_ACCESS_BLOCKS),
    publicPolicy: found(false),
    publicAcl: found(false),
    encryption: found('AES256'),
    key: undefined,
    ...changes,
  };
}

export function wrong(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ status }) => status !== 'ok');
}

/** What a test expects: a finding that also says what to do. */
export function finding(check: string, status: 'warning' | 'fault', seen: RegExp): Finding {
  return { check, status, seen: expect.stringMatching(seen), todo: expect.stringMatching(/\w/) };
}
