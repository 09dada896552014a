/** What the notices say: which run, what happened, what to do. Plain text, by SNS. */

export interface NoticeTexts {
  /** lines of an EventBridge template; its variables are those of RunFailedRule in infra/notices.yml */
  runFailed: readonly string[];
  notStarted: string;
  overdue: (hours: number) => string;
}

export const noticeTexts: NoticeTexts = {
  runFailed: [
    'CloudTrail audit report: the run <run> ended as <status>, at <time> in account <account>, region <region>.',
    'The error, if there was one: <error>',
    'Its mail may not have been sent. What there is of its files is in the archive, in the folder named after the run.',
    'What to do: open the execution, mend what its error says, and redrive it there:',
    'https://<region>.console.aws.amazon.com/states/home?region=<region>#/v2/executions/details/<execution>',
    'More: docs/operations.md, section A run failed.',
  ],
  notStarted:
    'CloudTrail audit report: a scheduled run could not be started, so its window has no report yet. ' +
    'What it was called with, and the error, lie in the dead-letter queue. ' +
    'What to do: docs/operations.md, section A run was not started.',
  overdue: (hours) =>
    `CloudTrail audit report: in ALARM, no scheduled run has been completed for more than ${hours} hours. ` +
    'With INSUFFICIENT_DATA nobody measures that any more, and a missing run would go unnoticed. ' +
    'What to do: docs/operations.md, section No run has been completed.',
};
