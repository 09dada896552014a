import { numbersIn } from '../mail/numbers.ts';

/** `USD 1.25`; less than a cent is not shown as nothing: `USD 0.00020`. */
export function dollars(usd: number): string {
  return usd > 0 && usd < 0.01 ? `USD ${usd.toFixed(5)}` : numbersIn('en').dollars(usd);
}
