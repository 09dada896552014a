import { call, type Examples, refused, role } from './records.ts';

const trail = (name: string, more: Record<string, unknown> = {}) =>
  call('cloudtrail', name, { name: 'main', ...more });
const selectors = (more: object) =>
  call('cloudtrail', 'PutEventSelectors', {
    trailName: 'main',
    eventSelectors: [{ readWriteType: 'All', includeManagementEvents: true, dataResources: [], ...more }],
  });

const advancedSelectors = (category: string) =>
  call('cloudtrail', 'PutEventSelectors', {
    trailName: 'main',
    advancedEventSelectors: [{ fieldSelectors: [{ field: 'eventCategory', equals: [category] }] }],
  });

const retention = (logGroupName: string, retentionInDays: number) =>
  call('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays });
const expiration = (bucketName: string, Days: number) =>
  call('s3', 'PutBucketLifecycle', {
    bucketName,
    lifecycle: '',
    LifecycleConfiguration: { Rule: { ID: 'r', Status: 'Enabled', Prefix: '', Expiration: { Days } } },
  });

export const logging: Examples = {
  'log-retention-short': {
    hits: [
      retention('aws-cloudtrail-logs-1-abc', 30),
      retention('/vpc/flow-logs', 7),
      retention('orders', 1),
      expiration('aws-cloudtrail-logs-1-abc', 30),
    ],
    others: [
      retention('aws-cloudtrail-logs-1-abc', 90),
      retention('orders', 7),
      retention('/aws/lambda/audit-handler', 14),
      expiration('aws-cloudtrail-logs-1-abc', 90),
      expiration('scratch', 30),
      call('logs', 'DeleteRetentionPolicy', { logGroupName: 'aws-cloudtrail-logs-1-abc' }),
      refused(retention('aws-cloudtrail-logs-1-abc', 1)),
    ],
  },
  'trail-changed': {
    hits: [trail('CreateTrail'), trail('StartLogging'), trail('StopLogging')],
    others: [trail('DescribeTrails'), refused(trail('UpdateTrail'))],
  },
  'trail-stopped': {
    hits: [trail('StopLogging'), trail('DeleteTrail'), refused(trail('StopLogging'))],
    others: [trail('StartLogging'), call('kinesisanalytics', 'StopLogging')],
  },
  'trail-narrowed': {
    hits: [
      trail('UpdateTrail', { enableLogFileValidation: false }),
      trail('UpdateTrail', { isMultiRegionTrail: false }),
      selectors({ includeManagementEvents: false }),
      selectors({ readWriteType: 'ReadOnly' }),
      advancedSelectors('Data'),
    ],
    others: [
      advancedSelectors('Management'),
      trail('UpdateTrail', { enableLogFileValidation: true }),
      selectors({}),
    ],
  },
  'config-changed': {
    hits: [call('config', 'PutConfigurationRecorder', { configurationRecorder: { name: 'default' } })],
    others: [call('config', 'DescribeConfigRules'), refused(call('config', 'PutDeliveryChannel'))],
  },
  'config-recorder-stopped': {
    hits: [
      call('config', 'StopConfigurationRecorder', { configurationRecorderName: 'default' }),
      refused(call('config', 'DeleteDeliveryChannel', { deliveryChannelName: 'default' })),
    ],
    others: [call('config', 'StartConfigurationRecorder', { configurationRecorderName: 'default' })],
  },
  'guardduty-stopped': {
    hits: [
      call('guardduty', 'DeleteDetector', { detectorId: 'd' }),
      call('guardduty', 'UpdateDetector', { detectorId: 'd', enable: false }),
    ],
    others: [
      call('guardduty', 'UpdateDetector', { detectorId: 'd', enable: true }),
      call('guardduty', 'ListDetectors'),
    ],
  },
  'guardduty-findings-hidden': {
    hits: [call('guardduty', 'CreateFilter', { detectorId: 'd', name: 'f', action: 'ARCHIVE' })],
    others: [call('guardduty', 'ListFilters', { detectorId: 'd' })],
  },
  'security-hub-stopped': {
    hits: [call('securityhub', 'DisableSecurityHub'), refused(call('securityhub', 'BatchDisableStandards'))],
    others: [call('securityhub', 'EnableSecurityHub')],
  },
  'detection-stopped': {
    hits: [
      call('access-analyzer', 'DeleteAnalyzer', { analyzerName: 'a' }),
      call('detective', 'DeleteGraph'),
      call('inspector2', 'Disable'),
      call('macie2', 'DisableMacie'),
    ],
    others: [call('access-analyzer', 'CreateAnalyzer', { analyzerName: 'a' }), call('iotevents', 'Disable')],
  },
  'network-logs-deleted': {
    hits: [
      call('ec2', 'DeleteFlowLogs', { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: 'fl-1' } } }),
      call('route53resolver', 'DeleteResolverQueryLogConfig', { resolverQueryLogConfigId: 'rqlc-1' }),
    ],
    others: [call('ec2', 'CreateFlowLogs')],
  },
  'log-group-deleted': {
    hits: [call('logs', 'DeleteLogGroup', { logGroupName: '/aws/x' })],
    others: [call('logs', 'CreateLogGroup', { logGroupName: '/aws/x' })],
  },
  'alarm-removed': {
    hits: [
      call('monitoring', 'DeleteAlarms', { alarmNames: ['root-used'] }),
      call('events', 'DisableRule', { name: 'guardduty-findings' }),
    ],
    others: [
      call('monitoring', 'PutMetricAlarm'),
      call('monitoring', 'DeleteAlarms', null, { userIdentity: role('autoscaler', 'x') }),
    ],
  },
};
