import type { WarningCode, WarningDetails } from '../../run/warning.ts';

/** The words for each kind of warning. In the mail every string of the details is `printable` already. */
export type WarningWords = {
  [Code in WarningCode]: {
    /** of the notice with all `count` warnings of the kind */
    title(first: WarningDetails[Code], count: number): string;
    /** the same in the subject */
    short(first: WarningDetails[Code], count: number): string;
    /** one warning; the name of its file, if it has one, goes before this */
    line(details: WarningDetails[Code]): string;
  };
};

/** How many of each a line has room for. */
export const SHOWN = { ranges: 10, accounts: 5, regions: 5, paths: 3 };
