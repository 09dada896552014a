/** One thing that the doctor checked. */
export interface Finding {
  /** what was checked, in one to three words */
  check: string;
  /**
   * `fault`: runs fail, or miss or misstate logs. `warning`: they may, or it could not be checked. `ok`: it was checked,
   * and nothing is wrong.
   */
  status: 'ok' | 'warning' | 'fault';
  /** what was seen. It holds names of files and of AWS's objects as they are: the printer makes them safe */
  seen: string;
  /** what to do; absent where nothing is wrong */
  todo?: string;
}

export interface Examination {
  findings: Finding[];
  /** what was left out because an option is missing, and which option */
  notLookedAt: string[];
}

export function ok(check: string, seen: string): Finding {
  return { check, status: 'ok', seen };
}

export function warning(check: string, seen: string, todo: string): Finding {
  return { check, status: 'warning', seen, todo };
}

export function fault(check: string, seen: string, todo: string): Finding {
  return { check, status: 'fault', seen, todo };
}

/** @param found where a condition does not hold, there is nothing: `condition && finding` */
export function findings(...found: (Finding | readonly Finding[] | false | undefined)[]): Finding[] {
  return found.flatMap((one) => one || []);
}

/** What AWS answered when asked for one thing. */
export type Answer<T> = { kind: 'found'; value: T } | { kind: 'absent' } | Unknown;

export type Unknown =
  /** this user lacks the permission: `athena:GetWorkGroup` */
  | { kind: 'denied'; permission: string }
  /** `answered`: the service itself refused; else the call did not reach it */
  | { kind: 'failed'; reason: string; answered: boolean };

/** @param absent the finding where the thing does not exist; it names the check */
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
  const todo = `grant ${permission}, or have somebody with this permission run doctor`;
  return warning(check, `not checked: this user lacks the permission ${permission}`, todo);
}

/** @returns `3 days`, `1 day` */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** @returns the first few, and how many more there are */
export function shortList(items: readonly string[], count = items.length, most = 5): string {
  const shown = items.slice(0, most);
  const more = count - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more.toLocaleString('en-US')} more` : shown.join(', ');
}

/** @returns `3 hours`, `12 days` */
export function age(hours: number): string {
  if (hours < 1) return counted(Math.max(0, Math.round(hours * 60)), 'minute');
  return hours < 48 ? counted(Math.round(hours), 'hour') : counted(Math.floor(hours / 24), 'day');
}
