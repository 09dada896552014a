/** Who runs the doctor, and where. */
import { type Answer, judge } from './answer.ts';
import { type Finding, fault, ok } from './finding.ts';
import type { Setup } from './setup.ts';

export interface Caller {
  account: string;
  arn: string;
}

export function judgeCaller(answer: Answer<Caller>, { region }: Setup): Finding[] {
  const check = 'caller';
  if (answer.kind === 'failed') {
    const { answered, reason } = answer;
    const rejected = `AWS rejects these credentials: ${reason}`;
    const unreachable = `AWS cannot be reached: ${reason}`;
    return [
      answered
        ? fault(check, rejected, 'sign in again, or set another AWS_PROFILE')
        : fault(check, unreachable, 'check the network, its proxy and AWS_ENDPOINT_URL'),
    ];
  }
  const absent = fault(
    check,
    'AWS does not say who this user is',
    'sign in again, or set another AWS_PROFILE',
  );
  return judge(answer, absent, ({ arn }) => [ok(check, `${arn} in ${region}`)]);
}
