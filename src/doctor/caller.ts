/** Who runs the doctor, and where. */
import { type Answer, type Finding, fault, judge, ok } from './finding.ts';
import type { Setup } from './setup.ts';

export interface Caller {
  account: string;
  arn: string;
}

export function judgeCaller(answer: Answer<Caller>, { region }: Setup): Finding[] {
  const check = 'caller';
  const signIn = 'sign in again, or set another AWS_PROFILE';
  if (answer.kind === 'failed') {
    const { reason } = answer;
    if (answer.answered) return [fault(check, `AWS rejects these credentials: ${reason}`, signIn)];
    const todo = 'check the network, its proxy and AWS_ENDPOINT_URL';
    return [fault(check, `AWS cannot be reached: ${reason}`, todo)];
  }
  const absent = fault(check, 'AWS does not say who this user is', signIn);
  return judge(answer, absent, ({ arn }) => ok(check, `${arn} in ${region}`));
}
