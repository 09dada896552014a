import { numbersIn } from './numbers.ts';

export const { number, bytes, share, dollars } = numbersIn('en-US');

/** `1 row`, `1,798 rows` */
export function counted(count: number, one: string): string {
  return `${number(count)} ${one}${count === 1 ? '' : 's'}`;
}
