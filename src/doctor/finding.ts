/** One thing that the doctor looked at. */
export interface Finding {
  /** what was looked at, in a word or three */
  check: string;
  /**
   * `fault`: runs fail, or miss or misstate logs. `warning`: they may, or it could not be looked at. `ok`: it was looked
   * at, and nothing is wrong.
   */
  status: 'ok' | 'warning' | 'fault';
  /** what was seen. Names of files and of AWS's objects stand in it as they are: whoever prints it makes them safe */
  seen: string;
  /** what to do; absent where all is well */
  todo?: string;
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
