import type { DaysWithoutLogs, NotProjected, WarningCode, WarningDetails } from '../../run/warning.ts';

/** What is said of a kind of warning. In the mail every string of the details is `printable` already. */
export type WarningWords = {
  [Code in WarningCode]: {
    /** heads the notice of all warnings of the kind, of which `first` is one */
    title(first: WarningDetails[Code], count: number): string;
    /** the same in the subject */
    short(first: WarningDetails[Code], count: number): string;
    /** one warning; where its details have a file, the file's name stands before it */
    line(details: WarningDetails[Code]): string;
  };
};

const RANGES_SHOWN = 10;
const ACCOUNTS_SHOWN = 5;
const REGIONS_SHOWN = 5;

/** The days that a line has room for; `more` counts the other ranges, which end on the day `last`. */
export function shownRanges({ ranges }: DaysWithoutLogs) {
  const last = ranges.at(-1)?.to ?? '';
  return { shown: ranges.slice(0, RANGES_SHOWN), more: Math.max(0, ranges.length - RANGES_SHOWN), last };
}

/** The folders that a line has room for; `more` counts the others. */
export function shownFolders({ accounts }: NotProjected) {
  const shown = accounts.slice(0, ACCOUNTS_SHOWN).map(({ folder, regions }) => ({
    folder,
    regions: regions.slice(0, REGIONS_SHOWN),
    more: Math.max(0, regions.length - REGIONS_SHOWN),
  }));
  return { shown, more: accounts.length - shown.length };
}
