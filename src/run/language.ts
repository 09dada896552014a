/** The languages of the mail, by their ISO 639 codes. */
export const LANGUAGES = ['en', 'ja'] as const;

export type Language = (typeof LANGUAGES)[number];

/** A report's header is written in English; these languages may stand beside it. */
export const TRANSLATIONS = ['ja'] as const satisfies readonly Language[];

export type Translation = (typeof TRANSLATIONS)[number];
