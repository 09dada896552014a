import type { Language } from '../run/language.ts';
import type { Warning, WarningCode, WarningDetails } from '../run/warning.ts';
import { english } from './english.ts';
import { japanese } from './japanese.ts';

/** Every word of the mail, in one language. */
export type Wording = typeof english;

export const wordings: Record<Language, Wording> = { en: english, ja: japanese };

/** What is said of a kind of warning. Every string of the details is `printable` already. */
export type WarningWords = {
  [Code in WarningCode]: {
    /** heads the notice of all warnings of the kind */
    title(warnings: readonly Warning<Code>[]): string;
    /** the same in the subject */
    short(warnings: readonly Warning<Code>[]): string;
    /** one warning; where its details have a file, the file's name stands before it */
    line(details: WarningDetails[Code]): string;
  };
};
