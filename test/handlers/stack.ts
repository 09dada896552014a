/** What serverless.yml and the packaging give the handlers: import it before a handler. */
import { configSchema } from '../../src/config/config.ts';

export const config = configSchema.parse({
  timezone: 'Asia/Tokyo',
  mail: { from: 'audit@example.com', to: ['security@example.com'] },
  table: { database: 'audit', table: 'trail' },
});

Object.assign(globalThis, { AUDIT_CONFIG: config, AUDIT_CONTROLS: [] });
Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:111122223333:stateMachine:audit',
  ARCHIVE_BUCKET: 'audit-archive',
  WORKGROUP: 'audit',
  RESULT_LOCATION: '',
  SCAN_LIMIT_BYTES: '1000000000',
  HISTORY_TABLE: '',
  QUERY_SECONDS: '3600',
  LOG_BUCKET: 'trail-logs',
  LOG_PREFIX: '',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
  POWERTOOLS_SERVICE_NAME: 'audit',
  POWERTOOLS_METRICS_NAMESPACE: 'CloudTrailAuditReporter',
});

export const context = { awsRequestId: 'request', functionName: 'audit-start' } as never;
