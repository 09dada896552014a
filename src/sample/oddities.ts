import type { Random } from './random.ts';
import type { CloudTrailRecord } from './record.ts';

/** Values of another JSON type than usual, as they stand in real logs. */
export const unusualForms: readonly ((record: CloudTrailRecord) => CloudTrailRecord)[] = [
  (record) => ({ ...record, readOnly: `${record.readOnly}` }),
  (record) => ({ ...record, userAgent: [record.userAgent, 'exec-env/CloudShell'] }),
  (record) => ({ ...record, requestParameters: JSON.stringify(record.requestParameters) }),
  (record) => ({ ...record, sessionCredentialFromConsole: record.sessionCredentialFromConsole === 'true' }),
  (record) => ({ ...record, eventVersion: '1.08', tlsDetails: undefined, additionalEventData: {} }),
];

/** @returns the record itself, but for a few in a thousand */
export function unusual(record: CloudTrailRecord, random: Random): CloudTrailRecord {
  return random.chance(0.003) ? random.pick(unusualForms)(record) : record;
}
