import { readFile } from 'node:fs/promises';
import { fault, messageOf } from '../errors.ts';

/**
 * A secret that a setting names: `daily.smtp.passwordFile`, or `daily.smtp.passwordVariable`.
 *
 * @param setting without `File` and `Variable`
 * @returns '' where it is not there; then its fault joins the others
 */
export async function secretOf(
  setting: string,
  { file, variable = '' }: { file: string | undefined; variable: string | undefined },
  { environment, faults }: { environment: NodeJS.ProcessEnv; faults: string[] },
): Promise<string> {
  const [kind, place] = file === undefined ? ['Variable', variable] : ['File', file];
  const name = `config: ${setting}${kind}`;
  try {
    const text = file === undefined ? environment[variable] : await readFile(file, 'utf8');
    const secret = text?.replace(/\r?\n$/, '') ?? '';
    if (secret === '') faults.push(fault(name, place, 'is not set, or empty: it must hold the secret'));
    return secret;
  } catch (error) {
    faults.push(fault(name, place, `cannot be read: ${messageOf(error)}`));
    return '';
  }
}
