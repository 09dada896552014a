import { isWord, type Token } from './sql-tokens.ts';

/** The tokens that stand in no bracket; the brackets themselves are among them. */
export function outerTokens(tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.filter(({ kind, text }) => {
    if (kind !== 'punctuation') return depth === 0;
    if ('([{'.includes(text)) return depth++ === 0;
    if (')]}'.includes(text)) depth = Math.max(0, depth - 1);
    return depth === 0;
  });
}

/** The parts of a list that its outer commas separate, each with all its tokens. */
export function listItems(tokens: readonly Token[]): Token[][] {
  const commas = new Set(outerTokens(tokens).filter(({ text }) => text === ','));
  const items: Token[][] = [[]];
  for (const token of tokens) {
    if (commas.has(token)) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
}

/** Whether the token is a word that stands alone: not the field of a struct. */
export function isPlainWord(tokens: readonly Token[], at: number, ...words: readonly string[]): boolean {
  return isWord(tokens[at], ...words) && tokens[at - 1]?.text !== '.';
}
