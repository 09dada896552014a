import { readFile } from 'node:fs/promises';
import type { Finding } from '../../src/doctor/finding.ts';
import {
  ALARMS,
  type Alarm,
  judgeNotices,
  type Notices,
  QUEUE,
  RULE,
  type Subscription,
} from '../../src/doctor/notices.ts';
import { absent, denied, finding, found, STACK, setup, wrong } from './facts.ts';

const TOPIC = `arn:aws:sns:us-east-1:111122223333:${STACK}-notices`;
const alarm = (suffix: string, changes: Partial<Alarm> = {}): Alarm => ({
  name: `${STACK}${suffix}`,
  state: 'OK',
  reason: '',
  actions: [TOPIC],
  ...changes,
});
const alarms = (changed?: Alarm) =>
  found(ALARMS.map((suffix) => (changed?.name === `${STACK}${suffix}` ? changed : alarm(suffix))));
const confirmed = (endpoint: string, changes: Partial<Subscription> = {}): Subscription => ({
  protocol: 'email',
  endpoint,
  state: 'confirmed',
  authenticated: found(true),
  ...changes,
});
const pending = (endpoint: string) => confirmed(endpoint, { state: 'pending', authenticated: absent });
const judged = (changes: Partial<Notices> = {}) =>
  judgeNotices(
    {
      queue: found({ url: 'https://queue', messages: 0 }),
      rule: found({ enabled: true, targets: [TOPIC] }),
      alarms: alarms(),
      topic: TOPIC,
      subscriptions: found([confirmed('oncall@example.com')]),
      ...changes,
    },
    setup(),
  );
const subscribed = (...subscriptions: Subscription[]) => ({ subscriptions: found(subscriptions) });

test('notices that reach somebody are ok', () => {
  expect(judged().map(({ check, status, seen }) => `${check}: ${status}: ${seen}`)).toEqual([
    'dead letters: ok: the queue is empty: nothing failed to start',
    `notice rule: ok: ${STACK}-run-failed sends to ${TOPIC}`,
    'alarms: ok: 5 alarms, none is on',
    'notices: ok: sent to oncall@example.com',
  ]);
});

test.each<[string, Partial<Notices>, Finding[]]>([
  [
    'requests that could not be started',
    { queue: found({ url: 'https://queue', messages: 2 }) },
    [finding('dead letters', 'fault', /^2 requests that could not be started$/)],
  ],
  ['no queue', { queue: absent }, [finding('dead letters', 'fault', /-not-started does not exist/)]],
  ['no rule', { rule: absent }, [finding('notice rule', 'fault', /-run-failed does not exist/)]],
  [
    'a rule that is off',
    { rule: found({ enabled: false, targets: [TOPIC] }) },
    [finding('notice rule', 'fault', /is disabled/)],
  ],
  [
    'a rule that sends to nobody',
    { rule: found({ enabled: true, targets: [] }) },
    [finding('notice rule', 'fault', /has no target/)],
  ],
  [
    'an alarm that was removed',
    { alarms: found(ALARMS.filter((suffix) => suffix !== '-overdue').map((suffix) => alarm(suffix))) },
    [finding('alarms', 'fault', /^missing: [\w-]*-overdue$/)],
  ],
  [
    'an alarm that sends nothing',
    { alarms: alarms(alarm('-failed', { actions: [] })) },
    [finding('alarms', 'fault', /^send nothing: [\w-]*-failed$/)],
  ],
  [
    'an alarm that is on',
    { alarms: alarms(alarm('-overdue', { state: 'ALARM', reason: 'Threshold Crossed: 1 datapoint' })) },
    [finding('alarms', 'fault', /-overdue is on: Threshold Crossed: 1 datapoint$/)],
  ],
  [
    'a measure that is not made',
    { alarms: alarms(alarm('-overdue', { state: 'INSUFFICIENT_DATA' })) },
    [finding('alarms', 'warning', /-overdue has no data: nothing notices a missing run$/)],
  ],
  ['no topic', { subscriptions: absent }, [finding('notices', 'fault', /-notices does not exist/)]],
  ['no subscriber', subscribed(), [finding('notices', 'fault', /^nobody gets the notices$/)]],
  [
    'subscribers none of whom confirmed',
    subscribed(pending('a@example.com'), pending('b@example.com')),
    [finding('notices', 'fault', /^nobody gets the notices, not confirmed: a@example\.com, b@example\.com$/)],
  ],
  [
    'one of two who did not confirm',
    subscribed(confirmed('a@example.com'), pending('b@example.com')),
    [finding('notices', 'warning', /^not confirmed, so they get no notices: b@example\.com$/)],
  ],
  [
    'a subscription that a click ends',
    subscribed(confirmed('a@example.com', { authenticated: found(false) })),
    [
      finding(
        'unsubscribe link',
        'warning',
        /by a mail scanner too, ends the subscription of a@example\.com$/,
      ),
    ],
  ],
  [
    'a subscription whose confirmation may not be read',
    subscribed(confirmed('a@example.com', { authenticated: denied('sns:GetSubscriptionAttributes') })),
    [finding('unsubscribe link', 'warning', /lacks the permission sns:GetSubscriptionAttributes$/)],
  ],
])('%s', (_, changes, expected) => {
  expect(wrong(judged(changes))).toEqual(expected);
});

test('a pager without a link in its notices is ok', () => {
  const pager = confirmed('https://pager.example.com', { protocol: 'https', authenticated: found(false) });
  expect(wrong(judged(subscribed(pager)))).toEqual([]);
});

test('the names are those of the stack', async () => {
  const templates = await Promise.all(
    ['notices', 'schedule'].map((name) => readFile(`infra/${name}.yml`, 'utf8')),
  );
  const named = (property: string) =>
    [
      ...templates
        .join('')
        .matchAll(new RegExp(`\\b${property}: "?\\$\\{self:custom\\.name\\}([a-z-]+)`, 'g')),
    ].map(([, suffix]) => suffix);

  expect(named('AlarmName').sort()).toEqual(ALARMS.toSorted());
  expect(named('QueueName')).toEqual([QUEUE]);
  expect(named('Name')).toContain(RULE);
});
