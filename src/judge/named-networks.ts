import type { NetworkNames } from '../ports.ts';
import type { NetworkName, NewValue, SeenOutcome } from '../run/judgement.ts';

/** The names of all addresses and networks that a manifest shows, and the new values with those of their networks. */
export function namedNetworks(
  names: NetworkNames,
  addresses: readonly (string | undefined)[],
  seen: { outcome: SeenOutcome; newValues: NewValue[] } | undefined,
): { networks: Record<string, NetworkName>; newValues: (NewValue & NetworkName)[] | undefined } {
  const places = [
    ...addresses,
    ...(seen?.outcome.first ?? []).flatMap(({ key, where = [] }) => [...key, ...where]),
  ];
  const entries = places.flatMap((place) => {
    const name = place === undefined ? undefined : names(place);
    return name ? [[place, name]] : [];
  });
  return {
    networks: Object.fromEntries(entries),
    newValues: seen?.newValues.map((value) =>
      value.kind === 'principal-network' ? { ...value, ...names(value.key[1] ?? '') } : value,
    ),
  };
}
