import { type Finding, warning } from '../finding.ts';

/** What came of asking AWS for one thing. */
export type Answer<T> =
  | { kind: 'found'; value: T }
  | { kind: 'absent' }
  /** this user lacks the permission: `athena:GetWorkGroup` */
  | { kind: 'denied'; permission: string }
  /** `answered`: by the service itself, and not on the way there */
  | { kind: 'failed'; reason: string; answered: boolean };

/** A thing that is there, or not. What could not be looked at is a warning, never in order. */
export function judge<T>(
  check: string,
  answer: Answer<T>,
  { found, absent }: { found(value: T): Finding[]; absent(): Finding[] },
): Finding[] {
  switch (answer.kind) {
    case 'found':
      return found(answer.value);
    case 'absent':
      return absent();
    default:
      return [notSeen(check, answer)];
  }
}

export function notSeen(check: string, answer: Answer<unknown>): Finding {
  if (answer.kind === 'denied') {
    const seen = `could not be looked at: this user lacks the permission ${answer.permission}`;
    return warning(check, seen, `grant ${answer.permission}, or let somebody look who has it`);
  }
  const reason = answer.kind === 'failed' ? answer.reason : 'nothing was answered';
  return warning(check, `could not be looked at: ${reason}`, 'mend what is named here, and look again');
}
