import type { WarningCode, WarningDetails } from '../../run/warning.ts';

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

/** How many of each a line has room for. */
export const SHOWN = { ranges: 10, accounts: 5, regions: 5 };
