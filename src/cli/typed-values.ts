/** Values of options, read as they are typed. */
import { InvalidArgumentError } from 'commander';

/** A list as it is typed: `a, b`, or several options of the same name, all of which count. */
export function list(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').map((item) => item.trim())];
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('give a whole number, such as 3.');
  return Number(text);
}
