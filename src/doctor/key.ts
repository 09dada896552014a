/** Whether a KMS key can be used: what is encrypted under another one can neither be read nor written. */
import { type Answer, type Finding, fault, judge, ok } from './finding.ts';

export interface Key {
  /** ARN, id or alias */
  id: string;
  /** `Enabled`, `Disabled`, `PendingDeletion`, … */
  state: Answer<string>;
}

/** @param check `log bucket key` */
export function judgeKey(check: string, { id, state }: Key): Finding[] {
  const restore = 'restore it, or choose another key';
  const absent = fault(check, `${id} does not exist: what is encrypted under it cannot be read`, restore);
  return judge(state, absent, (seen) => {
    if (seen === 'Enabled') return ok(check, `${id} is enabled`);
    const todo =
      seen === 'PendingDeletion'
        ? `aws kms cancel-key-deletion --key-id ${id}, then aws kms enable-key --key-id ${id}`
        : `aws kms enable-key --key-id ${id}`;
    return fault(check, `${id} is ${seen}: what is encrypted under it cannot be read`, todo);
  });
}
