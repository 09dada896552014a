import { jsonText } from '../archive/json-text.ts';
import type { VerifiedRun } from '../archive/verify.ts';
import { numbersIn } from '../mail/numbers.ts';
import { printable } from '../mail/printable.ts';

const { bytes: size } = numbersIn('en');

/** Tells a person of one run. */
export function printVerified({ location, whole, files, bytes, faults }: VerifiedRun): void {
  console.log(
    `${whole ? 'whole' : 'NOT WHOLE'}: ${printable(location, 500)} (${files} files, ${size(bytes)})`,
  );
  for (const { file, fault, message } of faults)
    console.log(`  ${fault}: ${printable(file)} ${printable(message, 500)}`);
}

/** Tells of all of them: how many are whole or, with `json`, everything. */
export function printWhole(runs: readonly VerifiedRun[], { json }: { json: boolean }): void {
  const broken = runs.filter(({ whole }) => !whole).length;
  if (json) console.log(jsonText({ whole: broken === 0, runs }));
  else if (runs.length > 1) console.log(`\n${runs.length} runs, ${broken} of them not whole`);
}
