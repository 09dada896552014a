/** The request (or configuration, or a report file) is wrong; nothing was started, written or sent. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  /** @param faults every fault found, each naming the field, the value seen and what would be right */
  constructor(readonly faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** Another process does the same: nothing was started, written or sent. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/** @returns undefined where the work ends in a RequestError, whose faults are added to the others */
export async function collectFaults<T>(faults: string[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    faults.push(...error.faults);
    return undefined;
  }
}

/** @returns the faults of the RequestError in which the work ends, if it does */
export function faultsOf(work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof RequestError) return error.faults;
    throw error;
  }
}

/** The query ran and failed for good: its report is marked failed, the other reports go on. */
export class QueryFailedError extends Error {
  override readonly name = 'QueryFailedError';
}

/** The query was stopped because it would have read more than it may: its report is marked failed, the other reports go on. */
export class ScanLimitError extends Error {
  override readonly name = 'ScanLimitError';
}

/** The query failed on a log file, and the engine does not say on which: its report is marked failed, the others go on. */
export class UnnamedLogError extends Error {
  override readonly name = 'UnnamedLogError';
}

/** The query's result is not what its report promises (a counted column is missing, a row is cut short). */
export class ResultError extends Error {
  override readonly name = 'ResultError';
}

/**
 * A message was not sent, as far as is known. What sending it again would do: `MailRefusedError` fails until somebody acts,
 * `MailDeferredError` succeeds once the cause has passed, `MailUncertainError` may deliver it twice.
 */
export class MailError extends Error {
  constructor(
    override readonly name: 'MailRefusedError' | 'MailDeferredError' | 'MailUncertainError',
    /** says what to do */
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** @returns what was thrown, which may be anything, as text */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

export function faultUnless(right: unknown, ...what: Parameters<typeof fault>): string[] {
  return right ? [] : [fault(...what)];
}

/** @returns a fault for a RequestError: the field, the value seen as JSON, shortened, and what is wrong with it */
export function fault(field: string, value: unknown, problem: string): string {
  return `${field}: ${shown(value)} ${problem}`;
}

/** @returns a value as JSON, shortened to one line */
export function shown(value: unknown): string {
  return shortened(String(JSON.stringify(value)), 80);
}

/** @returns the text, or its beginning and `…`: at most so many characters */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : text;
}
