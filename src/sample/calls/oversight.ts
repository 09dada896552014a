import { folderOf } from '../calendar.ts';
import { arn, read, type Scene, write } from '../call.ts';
import type { Fields } from '../record.ts';

const LOG_GROUPS = ['/aws/lambda/order-api', '/aws/lambda/payment-webhook', '/ecs/shop/web'];

export const describeAlarms = read('monitoring', 'DescribeAlarms', () => ({
  maxRecords: 100,
  stateValue: 'ALARM',
}));
export const getMetricData = read('monitoring', 'GetMetricData', metricQuery, {
  more: () => ({ apiVersion: '2010-08-01' }),
});
export const putMetricAlarm = write('monitoring', 'PutMetricAlarm', ({ random }) => ({
  alarmName: `order-api-errors-${random.integer(1, 9)}`,
  namespace: 'AWS/Lambda',
  metricName: 'Errors',
  statistic: 'Sum',
  period: 300,
  evaluationPeriods: 2,
  threshold: 5,
  comparisonOperator: 'GreaterThanThreshold',
}));
export const describeLogGroups = read('logs', 'DescribeLogGroups', () => ({ limit: 50 }));
export const createLogStream = write(
  'logs',
  'CreateLogStream',
  ({ random, at }) => ({
    logGroupName: random.pick(LOG_GROUPS),
    logStreamName: `${folderOf(at)}/[$LATEST]${random.hex(32)}`,
  }),
  { more: () => ({ apiVersion: '20140328' }) },
);
export const startQuery = write(
  'logs',
  'StartQuery',
  ({ random, at }) => ({
    logGroupName: random.pick(LOG_GROUPS),
    startTime: at - 3600,
    endTime: at,
    queryString: 'fields @timestamp, @message | filter @message like /ERROR/ | sort @timestamp desc',
    limit: 1000,
  }),
  { response: ({ random }) => ({ queryId: random.uuid() }) },
);

export const lookupEvents = read('cloudtrail', 'LookupEvents', () => ({
  maxResults: 50,
  lookupAttributes: [{ attributeKey: 'ReadOnly', attributeValue: 'false' }],
}));
export const describeTrails = read('cloudtrail', 'DescribeTrails', () => ({
  trailNameList: [],
  includeShadowTrails: true,
}));
export const getTrailStatus = read('cloudtrail', 'GetTrailStatus', (scene) => ({
  name: `${arn(scene, 'cloudtrail')}:trail/org-trail`,
}));
export const stopLogging = write('cloudtrail', 'StopLogging', (scene) => ({
  name: `${arn(scene, 'cloudtrail')}:trail/org-trail`,
}));
export const putEvaluations = write(
  'config',
  'PutEvaluations',
  ({ random }) => ({
    resultToken: '***',
    testMode: false,
    evaluations: [
      {
        complianceResourceType: 'AWS::S3::Bucket',
        complianceResourceId: 'example-corp-web-assets',
        complianceType: random.chance(0.9) ? 'COMPLIANT' : 'NON_COMPLIANT',
      },
    ],
  }),
  { response: () => ({ failedEvaluations: [] }) },
);
export const getFindings = read('securityhub', 'GetFindings', () => ({
  Filters: { WorkflowStatus: [{ Comparison: 'EQUALS', Value: 'NEW' }] },
  MaxResults: 100,
}));
export const describeHealth = read('health', 'DescribeEventAggregates', () => ({
  filter: { eventStatusCodes: ['open', 'upcoming'] },
  aggregateField: 'eventTypeCategory',
}));
export const getCosts = read('ce', 'GetCostAndUsage', () => ({
  TimePeriod: { Start: '2025-10-01', End: '2025-11-01' },
  Granularity: 'DAILY',
  Metrics: ['UnblendedCost'],
}));

function metricQuery({ at }: Scene): Fields {
  const end = at - (at % 300);
  return {
    startTime: end - 3600,
    endTime: end,
    metricDataQueries: [
      {
        id: 'm1',
        metricStat: {
          metric: {
            namespace: 'AWS/Lambda',
            metricName: 'Errors',
            dimensions: [{ name: 'FunctionName', value: 'order-api' }],
          },
          period: 300,
          stat: 'Sum',
        },
      },
    ],
    maxDatapoints: 100_800,
  };
}
