/** What the templates need where each run keeps its events: a table over them, and what each role may do with them. */
import { allColumns } from '../src/reports/collect-statement.ts';
import { EVENT_KINDS, HISTORY } from '../src/run/history.ts';
import { typeAt } from '../src/table/cloudtrail-columns.ts';
import type { TableConfig } from '../src/table/table-config.ts';
import { hiveType } from '../src/table/table-ddl.ts';
import { NO_VALUE } from './encryption.ts';

interface Places {
  /** of the archive */
  bucket: object | string;
  /** over the logs: the other table is in its database, and has its partition columns */
  table: TableConfig;
  /** how long events are kept */
  days: number;
  /** of the stack */
  stage: string;
}

export function keptEventsOf(isOn: boolean, { bucket, table: logs, days, stage }: Places) {
  const table = `cloudtrail_audit_events_${stage.toLowerCase().replace(/[^a-z0-9]/g, '_')}`;
  const at = (path: string, place: object | string) => ({
    'Fn::Sub': [`arn:\${AWS::Partition}:s3:::\${Bucket}${path}`, { Bucket: place }],
  });
  const allow = (Action: string[], Resource: object, Condition?: object) =>
    isOn ? { Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) } : NO_VALUE;
  const glue = (path: string) => ({
    'Fn::Sub': `arn:\${AWS::Partition}:glue:\${AWS::Region}:\${AWS::AccountId}:${path}`,
  });
  const events = at(`/${HISTORY}/*`, bucket);
  return {
    template: isOn ? 'infra/history-table.yml' : 'infra/none.yml',
    /** name of the table; empty: none */
    table: isOn ? table : '',
    columns: allColumns(logs).map((Name) => ({
      Name,
      Type: hiveType(typeAt([Name]) ?? 'string', '').replace(/\s/g, ''),
    })),
    /** values of the projected column `kind` */
    kinds: EVENT_KINDS.join(','),
    /** Athena writes and reads them with the role of the queries: https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html */
    write: allow(
      ['s3:PutObject', 's3:GetObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
      events,
    ),
    list: allow(['s3:ListBucket'], at('', bucket), {
      StringLikeIfExists: { 's3:prefix': `${HISTORY}/*` },
    }),
    /** its requests for the bucket as such, which have no prefix */
    bucket: allow(['s3:GetBucketLocation', 's3:ListBucketMultipartUploads'], at('', bucket)),
    readTable: allow(['glue:GetTable', 'glue:GetPartitions'], glue(`table/${logs.database}/${table}`)),
    /** footers of the files: how much was written */
    read: allow(['s3:GetObject'], events),
    /** the lifecycle's rule that removes them */
    expire: isOn
      ? { Id: 'expire-events', Status: 'Enabled', Prefix: `${HISTORY}/`, ExpirationInDays: days }
      : NO_VALUE,
  };
}
