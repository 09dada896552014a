/**
 * Characters that do not show as themselves: controls, format characters (bidirectional, zero-width), unpaired
 * surrogates, private and unassigned code points, all kinds of spaces.
 */
// U+2800, the empty Braille pattern, is a symbol by category and a blank by looks.
export const HIDDEN = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u;
