import type { NetworkName } from '../run/judgement.ts';
import type { Language } from '../run/language.ts';
import type { Manifest } from '../run/manifest.ts';
import { printable } from './printable.ts';

/** An address, a network or any other place, with country and owner where they are known. */
export function placeText(
  place: string,
  { networks = {} }: Pick<Manifest, 'networks'>,
  language: Language,
): string {
  return named(printable(place), Object.hasOwn(networks, place) ? networks[place] : undefined, language);
}

/** `203.0.113.0/24 (Netherlands, Example Hosting)` */
export function named(text: string, name: NetworkName | undefined, language: Language): string {
  const { country, owner } = name ?? {};
  const names = [...(country ? [countryIn(country, language)] : []), ...(owner ? [printable(owner)] : [])];
  return names.length > 0 ? `${text} (${names.join(', ')})` : text;
}

function countryIn(code: string, language: Language): string {
  // Of anything else this throws.
  if (!/^[A-Z]{2}$/.test(code)) return printable(code);
  return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
}
