import { numbersIn } from './numbers.ts';

export const { number, bytes, share, dollars } = numbersIn('ja-JP');
