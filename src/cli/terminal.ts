import { numbersIn } from '../mail/numbers.ts';
import { printable, visible } from '../mail/printable.ts';
import type { RecordedWarning } from '../run/warning.ts';

/** Where a command writes its results, and what only a person needs. */
export interface Io {
  out(text: string): void;
  error(text: string): void;
  /**
   * Writes rows as they are, without a line end of its own, and waits while the reader is slow.
   *
   * @returns whether more is wanted: not where the reader has gone, as `head` does
   */
  write(rows: string | Uint8Array): Promise<boolean>;
}

/** Called at the end of a command, which says whether all is well. */
export type OnEnd = (well: boolean) => void;

/**
 * Text made safe for a terminal: escape sequences, bidirectional and zero-width characters are shown as `\u{1B}`. Unlike
 * `printable` it cuts nothing and keeps spaces, so that paths can be copied.
 */
export function oneLine(text: string): string {
  return visible(text);
}

/** The same, but line ends stay. */
export function severalLines(text: string): string {
  return text.split('\n').map(oneLine).join('\n');
}

/** `warning: …`, with the file that it is of. */
export function warningLine(warning: RecordedWarning): string {
  const file = 'file' in warning ? ` (${oneLine(warning.file)})` : '';
  return `warning: ${printable(warning.message, 500)}${file}`;
}

/** `USD 1.25`; less than a cent is not shown as nothing: `USD 0.00020`. */
export function dollars(usd: number): string {
  return usd > 0 && usd < 0.01 ? `USD ${usd.toFixed(5)}` : numbersIn('en').dollars(usd);
}
