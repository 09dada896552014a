import { DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeRuleCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { GetSubscriptionAttributesCommand, ListSubscriptionsByTopicCommand } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import type { Answer } from '../../../doctor/finding.ts';
import {
  ALARMS,
  type Alarm,
  type Notices,
  QUEUE,
  RULE,
  type Rule,
  type Subscription,
} from '../../../doctor/notices.ts';
import type { Setup } from '../../../doctor/setup.ts';
import { ask, type Clients } from './ask.ts';

export async function askNotices(clients: Clients, { stack }: Setup): Promise<Notices> {
  const [queue, rule, alarms] = await Promise.all([
    askQueue(clients, `${stack}${QUEUE}`),
    askRule(clients, `${stack}${RULE}`),
    askAlarms(
      clients,
      ALARMS.map((suffix) => `${stack}${suffix}`),
    ),
  ]);
  const topic = topicOf(rule, alarms);
  const subscriptions = topic ? await askSubscriptions(clients, topic) : ({ kind: 'absent' } as const);
  return { queue, rule, alarms, topic, subscriptions };
}

function askQueue({ sqs }: Clients, name: string): Promise<Notices['queue']> {
  const call = async () => {
    const { QueueUrl: url = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: name }));
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      }),
    );
    const counts = Object.values(Attributes).map(Number);
    return { url, messages: counts.reduce((sum, count) => sum + count, 0) };
  };
  const permissions = 'sqs:GetQueueUrl and sqs:GetQueueAttributes';
  return ask(permissions, call, ({ name }) => /QueueDoesNotExist|NonExistentQueue/.test(name));
}

function askRule({ events }: Clients, Name: string): Promise<Answer<Rule>> {
  const call = async () => {
    const { State } = await events.send(new DescribeRuleCommand({ Name }));
    const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name }));
    return { enabled: State !== 'DISABLED', targets: Targets.map(({ Arn = '' }) => Arn) };
  };
  return ask('events:DescribeRule and events:ListTargetsByRule', call, 'ResourceNotFoundException');
}

function askAlarms({ cloudwatch }: Clients, AlarmNames: string[]): Promise<Answer<readonly Alarm[]>> {
  return ask('cloudwatch:DescribeAlarms', async () => {
    const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNames }));
    return MetricAlarms.map(({ AlarmName = '', StateValue = '', StateReason = '', ...alarm }) => ({
      name: AlarmName,
      state: StateValue,
      reason: StateReason,
      actions: alarm.ActionsEnabled === false ? [] : (alarm.AlarmActions ?? []),
    }));
  });
}

/** The stack's own or one of the team's: only rule and alarms know. */
function topicOf(rule: Answer<Rule>, alarms: Answer<readonly Alarm[]>): string | undefined {
  const arns = [
    ...(rule.kind === 'found' ? rule.value.targets : []),
    ...(alarms.kind === 'found' ? alarms.value.flatMap(({ actions }) => actions) : []),
  ];
  return arns.find((arn) => arn.split(':')[2] === 'sns');
}

/** Of the first page, a hundred: notices go to a few. */
function askSubscriptions({ sns }: Clients, TopicArn: string): Promise<Notices['subscriptions']> {
  const call = async () => {
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    const present = Subscriptions.filter(({ SubscriptionArn }) => SubscriptionArn !== 'Deleted');
    return Promise.all(
      present.map(
        async ({ SubscriptionArn: arn = '', Protocol = '', Endpoint = '' }): Promise<Subscription> => {
          const pending = arn === 'PendingConfirmation';
          return {
            protocol: Protocol,
            endpoint: Endpoint,
            state: pending ? 'pending' : 'confirmed',
            authenticated: pending ? { kind: 'absent' } : await askAuthenticated(sns, arn),
          };
        },
      ),
    );
  };
  return ask('sns:ListSubscriptionsByTopic', call, ({ name }) => /^NotFound/.test(name));
}

function askAuthenticated(sns: Clients['sns'], SubscriptionArn: string): Promise<Answer<boolean>> {
  return ask('sns:GetSubscriptionAttributes', async () => {
    const { Attributes } = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
    return Attributes?.ConfirmationWasAuthenticated === 'true';
  });
}
