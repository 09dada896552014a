/** Whether the team hears of runs that no mail can report: the queue, the rule, the alarms, and who subscribed to the topic. */
import {
  type Answer,
  counted,
  type Finding,
  fault,
  findings,
  isUnknown,
  judge,
  notChecked,
  ok,
  shortList,
  warning,
} from './finding.ts';
import type { Setup } from './setup.ts';

export interface Notices {
  /** requests that could not be started */
  queue: Answer<Queue>;
  rule: Answer<Rule>;
  /** those that exist */
  alarms: Answer<readonly Alarm[]>;
  /** where rule and alarms send; undefined: not known */
  topic: string | undefined;
  /** absent: there is no such topic */
  subscriptions: Answer<readonly Subscription[]>;
}

export interface Queue {
  url: string;
  messages: number;
}

export interface Rule {
  enabled: boolean;
  /** ARNs */
  targets: readonly string[];
}

export interface Alarm {
  name: string;
  /** OK, ALARM or INSUFFICIENT_DATA */
  state: string;
  reason: string;
  /** ARNs; empty also where its actions are off */
  actions: readonly string[];
}

export interface Subscription {
  /** `email` */
  protocol: string;
  endpoint: string;
  state: 'pending' | 'confirmed';
  /** whether only its owner can end it; not known of one that is pending or of another account */
  authenticated: Answer<boolean>;
}

/** Of a stack, its name before them: infra/notices.yml. */
export const RULE = '-run-failed';
export const ALARMS = ['-failed', '-timed-out', '-aborted', '-not-started', '-overdue'];
export const QUEUE = '-not-started';

const DEPLOY = 'deploy the stack again';

export function judgeNotices(notices: Notices, { stack }: Setup): Finding[] {
  const { queue, rule, alarms, topic, subscriptions } = notices;
  return findings(
    judgeQueue(queue, stack),
    judgeRule(rule, stack),
    judgeAlarms(alarms, stack),
    topic !== undefined && judgeSubscriptions(subscriptions, topic),
  );
}

function judgeQueue(answer: Answer<Queue>, stack: string): Finding[] {
  const check = 'dead letters';
  const absent = fault(check, `queue ${stack}${QUEUE} does not exist: requests that fail are lost`, DEPLOY);
  return judge(answer, absent, ({ url, messages }) => {
    if (messages === 0) return ok(check, 'the queue is empty: nothing failed to start');
    const seen = `${counted(messages, 'request')} that could not be started`;
    const todo = `aws sqs receive-message --queue-url ${url} shows them; then docs/operations.md, "A run was not started"`;
    return fault(check, seen, todo);
  });
}

function judgeRule(answer: Answer<Rule>, stack: string): Finding[] {
  const check = 'notice rule';
  const name = `${stack}${RULE}`;
  const absent = fault(check, `rule ${name} does not exist: failed runs send no notice`, DEPLOY);
  return judge(answer, absent, ({ enabled, targets }) => {
    const enable = `aws events enable-rule --name ${name}`;
    if (!enabled) return fault(check, `${name} is disabled: failed runs send no notice`, enable);
    if (targets.length === 0)
      return fault(check, `${name} has no target: failed runs send no notice`, DEPLOY);
    return ok(check, `${name} sends to ${shortList(targets)}`);
  });
}

function judgeAlarms(answer: Answer<readonly Alarm[]>, stack: string): Finding[] {
  const check = 'alarms';
  const names = ALARMS.map((suffix) => `${stack}${suffix}`);
  const missing = (of: readonly string[]) => fault(check, `missing: ${of.join(', ')}`, DEPLOY);
  return judge(answer, missing(names), (alarms) => {
    const gone = names.filter((name) => !alarms.some((alarm) => alarm.name === name));
    const mute = alarms.filter(({ actions }) => actions.length === 0).map(({ name }) => name);
    const on = alarms.filter(({ state }) => state === 'ALARM');
    const blind = alarms.find(
      ({ name, state }) => name.endsWith('-overdue') && state === 'INSUFFICIENT_DATA',
    );
    const enable = `${DEPLOY}, or aws cloudwatch enable-alarm-actions`;
    const noData = (name: string) => {
      const seen = `${name} has no data: nothing notices a missing run`;
      const look = `look at the executions of the state machine ${name}; after a first deployment, wait two hours`;
      return warning(check, seen, look);
    };
    const found = findings(
      gone.length > 0 && missing(gone),
      mute.length > 0 && fault(check, `send nothing: ${mute.join(', ')}`, enable),
      on.map(({ name, reason }) =>
        fault(check, `${name} is on: ${reason}`, 'docs/operations.md says what to do for each alarm'),
      ),
      blind && noData(blind.name),
    );
    return found.length > 0 ? found : [ok(check, `${counted(alarms.length, 'alarm')}, none is on`)];
  });
}

function judgeSubscriptions(answer: Answer<readonly Subscription[]>, topic: string): Finding[] {
  const check = 'notices';
  const subscribe = `aws sns subscribe --topic-arn ${topic} --protocol email --notification-endpoint ADDRESS`;
  const absent = fault(check, `topic ${topic} does not exist: notices are lost`, DEPLOY);
  return judge(answer, absent, (subscriptions) => {
    const addresses = (of: readonly Subscription[]) => shortList(of.map(({ endpoint }) => endpoint));
    const confirmed = subscriptions.filter(({ state }) => state === 'confirmed');
    const pending = subscriptions.filter(({ state }) => state === 'pending');
    const mails = confirmed.filter(({ protocol }) => protocol.startsWith('email'));
    const open = mails.filter(({ authenticated }) => authenticated.kind === 'found' && !authenticated.value);
    const unknown = mails.map(({ authenticated }) => authenticated).find(isUnknown);
    const waiting = pending.length > 0 ? `, not confirmed: ${addresses(pending)}` : '';
    const confirm = `each confirms by the mail of SNS; its link is valid for two days, then ask again: ${subscribe}`;
    const ends = `a click on the link in a notice, by a mail scanner too, ends the subscription of ${addresses(open)}`;
    const protect = `delete it, subscribe again, and confirm with the token of the link that SNS mails: aws sns confirm-subscription --topic-arn ${topic} --token TOKEN --authenticate-on-unsubscribe true`;
    return findings(
      confirmed.length === 0
        ? fault(check, `nobody gets the notices${waiting}`, pending.length > 0 ? confirm : subscribe)
        : ok(check, `sent to ${addresses(confirmed)}`),
      confirmed.length > 0 &&
        pending.length > 0 &&
        warning(check, `not confirmed, so they get no notices: ${addresses(pending)}`, confirm),
      open.length > 0 && warning('unsubscribe link', ends, protect),
      unknown && notChecked('unsubscribe link', unknown),
    );
  });
}
