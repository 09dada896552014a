import { statementsOf } from './grants.ts';
import { packagedTemplate, type Template } from './packaging.ts';

let template: Template;
beforeAll(async () => {
  template = await packagedTemplate();
});

const propertiesOf = (id: string): Record<string, unknown> => template.Resources[id]?.Properties ?? {};
const alarms = () =>
  Object.keys(template.Resources).filter((id) => template.Resources[id]?.Type === 'AWS::CloudWatch::Alarm');

test('the state machine that measures may read what it asks, and write metrics of its namespace alone', () => {
  const { States } = propertiesOf('Overdue').Definition as { States: Record<string, { Resource: string }> };
  const asked = Object.values(States).map(({ Resource }) => Resource.split(':').slice(-2));
  const statements = statementsOf(template, 'OverdueRole');

  const needed = asked.map(([service, operation = '']) => {
    const prefix = service === 'sfn' ? 'states' : service;
    return `${prefix}:${operation[0]?.toUpperCase()}${operation.slice(1)}`;
  });
  expect(statements.flatMap(({ Action }) => Action)).toEqual(needed);
  expect(statements).toContainEqual(
    expect.objectContaining({
      Action: 'cloudwatch:PutMetricData',
      Condition: { StringEquals: { 'cloudwatch:namespace': 'CloudTrailAuditReporter' } },
    }),
  );
});

describe('notices', () => {
  const statements = () =>
    (propertiesOf('NoticesTopicPolicy').PolicyDocument as { Statement: { Effect: string }[] }).Statement;

  test('may be published by EventBridge, without a condition, and by the alarms of this stack', () => {
    const allowed = statements().filter(({ Effect }) => Effect === 'Allow');
    const arns = alarms().map((id) => ({ 'Fn::GetAtt': [id, 'Arn'] }));

    expect(allowed).toEqual([
      expect.not.objectContaining({ Condition: expect.anything() }),
      expect.objectContaining({
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Condition: expect.objectContaining({ ArnEquals: { 'aws:SourceArn': arns } }),
      }),
    ]);
    expect(allowed[0]).toMatchObject({ Principal: { Service: 'events.amazonaws.com' } });
  });

  test('are published over TLS only', () => {
    expect(statements()).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  test('come of every alarm', () => {
    expect(alarms()).toEqual([
      'FailedAlarm',
      'TimedOutAlarm',
      'AbortedAlarm',
      'NotStartedAlarm',
      'OverdueAlarm',
    ]);
    for (const id of alarms()) {
      expect(propertiesOf(id)).toMatchObject({ AlarmActions: [{ Ref: 'NoticesTopic' }] });
    }
  });

  test.each([
    ['FailedAlarm', 'ExecutionsFailed'],
    ['TimedOutAlarm', 'ExecutionsTimedOut'],
    ['AbortedAlarm', 'ExecutionsAborted'],
  ])('%s is raised by a single run of this state machine, and ends by itself', (id, metric) => {
    expect(propertiesOf(id)).toMatchObject({
      Namespace: 'AWS/States',
      MetricName: metric,
      Dimensions: [{ Name: 'StateMachineArn', Value: { Ref: 'StateMachine' } }],
      Statistic: 'Sum',
      DatapointsToAlarm: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      TreatMissingData: 'notBreaching',
    });
  });

  test('of alarms each have a name of their own, which begins as the policies in the docs say', () => {
    const names = alarms().map((id) => String(propertiesOf(id).AlarmName));

    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^cloudtrail-audit-reporter-dev-/);
  });

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
  test('of a missing run are measured under the name that the alarm looks for, and at least once in its period', () => {
    const { Definition, DefinitionSubstitutions } = propertiesOf('Overdue');
    const definition = JSON.stringify(Definition).replace(
      /\$\{(\w+)\}/g,
      (_, name) => (DefinitionSubstitutions as unknown as Record<string, string>)[name] as string,
    );
    const { Namespace, MetricName, Dimensions, Period } = propertiesOf('OverdueAlarm');

    for (const part of [{ Namespace }, { MetricName }, { Dimensions }]) {
      expect(definition).toContain(JSON.stringify(part).slice(1, -1));
    }
    expect(propertiesOf('OverdueSchedule')).toMatchObject({
      ScheduleExpression: 'rate(1 hour)',
    });
    expect(Number(Period)).toBeGreaterThan(3600);
  });
});
