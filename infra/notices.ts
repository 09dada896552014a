/** Who gets a notice where no mail can say it, in which words, and when a run counts as overdue. */
import { Temporal } from 'temporal-polyfill';
import { noticeTexts } from './notice-texts.ts';
import { longestHours } from './schedule.ts';
import type { Settings } from './settings-schema.ts';

/** Beyond the period: for a run that starts late, or takes long. */
const GRACE_HOURS = 6;

export function noticesOf({ notices, mail, schedule, language }: Settings) {
  const { topicArn, to = mail.to } = notices;
  const texts = noticeTexts[language];
  const hours = longestHours(schedule.period) + GRACE_HOURS;
  return {
    template: topicArn ? 'infra/none.yml' : 'infra/notices-topic.yml',
    topic: topicArn ?? { Ref: 'NoticesTopic' },
    subscriptions: [...new Set(to)].map((address) => ({ Protocol: 'email', Endpoint: address })),
    /** EventBridge takes a text of several lines as one JSON string a line */
    runFailed: texts.runFailed.map((line) => JSON.stringify(line)).join('\n'),
    ended: texts.ended,
    notStarted: texts.notStarted,
    overdue: texts.overdue(hours),
    // The measure counts from the end of the window, which is before the run by `settle`.
    overdueHours: hours + Temporal.Duration.from(schedule.settle).total('hours'),
  };
}
