import { type Finding, warning } from './finding.ts';

/** What AWS answered when asked for one thing. */
export type Answer<T> = { kind: 'found'; value: T } | { kind: 'absent' } | Unknown;

export type Unknown =
  /** this user lacks the permission: `athena:GetWorkGroup` */
  | { kind: 'denied'; permission: string }
  /** `answered`: the service itself refused; else the call did not reach it */
  | { kind: 'failed'; reason: string; answered: boolean };

/** @param absent the finding where there is no such thing; it names the check */
export function judge<T>(
  answer: Answer<T>,
  absent: Finding,
  found: (value: T) => Finding | Finding[],
): Finding[] {
  if (isUnknown(answer)) return [notChecked(absent.check, answer)];
  return answer.kind === 'found' ? [found(answer.value)].flat() : [absent];
}

export function isUnknown(answer: Answer<unknown>): answer is Unknown {
  return answer.kind === 'denied' || answer.kind === 'failed';
}

/** What could not be checked is a warning, never ok. */
export function notChecked(check: string, answer: Unknown): Finding {
  if (answer.kind === 'failed')
    return warning(check, `not checked: ${answer.reason}`, 'fix this, then run doctor again');
  const { permission } = answer;
  const todo = `grant ${permission}, or let somebody who has it run doctor`;
  return warning(check, `not checked: this user lacks the permission ${permission}`, todo);
}
