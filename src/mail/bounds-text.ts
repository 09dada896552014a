import type { Manifest } from '../run/manifest.ts';
import type { Partitions } from '../run/run.ts';
import { printable } from './printable.ts';
import type { Wording } from './wording.ts';

export interface BoundsText {
  /** below the window, a line each: which accounts, which regions */
  lines: string[];
  /** for the subject, of a run by hand alone: who gets the scheduled mail has set its bounds */
  short: string[];
  about: { label: string; value: string }[];
}

const IN_LINE = 5;
const IN_ABOUT = 30;

/** What a run was narrowed to, by its request or by configuration. A run over all says nothing. */
export function describeBounds(
  { partitions, trigger }: Pick<Manifest, 'partitions' | 'trigger'>,
  wording: Wording,
): BoundsText {
  const bounds = boundsOf(partitions, wording);
  return {
    lines: bounds.map(({ only, values }) => only(listed(values, IN_LINE, wording))),
    short: trigger === 'manual' ? bounds.map(({ short, values }) => short(values)) : [],
    about: bounds.map(({ label, values }) => ({
      label,
      value: wording.onlyThese(listed(values, IN_ABOUT, wording)),
    })),
  };
}

function boundsOf({ accounts, regions }: Partitions, wording: Wording) {
  const { onlyAccounts, onlyRegions, onlyAccountsShort, onlyRegionsShort } = wording;
  return [
    { only: onlyAccounts, short: onlyAccountsShort, label: wording.accounts, values: accounts },
    { only: onlyRegions, short: onlyRegionsShort, label: wording.regions, values: regions },
  ].flatMap(({ values, ...words }) =>
    values ? [{ ...words, values: values.map((value) => printable(value)) }] : [],
  );
}

function listed(values: readonly string[], most: number, wording: Wording): string {
  const rest = values.length - most;
  return wording.list([...values.slice(0, most), ...(rest > 0 ? [wording.moreInManifest(rest)] : [])]);
}
