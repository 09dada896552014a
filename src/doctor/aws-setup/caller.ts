/** Who asks, and where. */

import { type Finding, fault, ok } from '../finding.ts';
import { type Answer, judge } from './answer.ts';

export interface Caller {
  account: string;
  arn: string;
}

export function judgeCaller(answer: Answer<Caller>, region: string): Finding[] {
  const check = 'caller';
  if (answer.kind === 'failed') {
    return [
      fault(
        check,
        `AWS does not take this user's credentials: ${answer.reason}`,
        'sign in anew, or name another AWS_PROFILE',
      ),
    ];
  }
  return judge(check, answer, {
    found: ({ arn }) => [ok(check, `${arn} in ${region}`)],
    absent: () => [],
  });
}
