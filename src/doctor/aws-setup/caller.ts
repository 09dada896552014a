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
    const { answered, reason } = answer;
    return [
      answered
        ? fault(
            check,
            `AWS does not take this user's credentials: ${reason}`,
            'sign in anew, or name another AWS_PROFILE',
          )
        : fault(
            check,
            `AWS cannot be reached from here: ${reason}`,
            'see whether the network, its proxy and AWS_ENDPOINT_URL let this machine through',
          ),
    ];
  }
  return judge(check, answer, {
    found: ({ arn }) => [ok(check, `${arn} in ${region}`)],
    absent: () => [],
  });
}
