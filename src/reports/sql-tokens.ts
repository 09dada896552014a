/** What a report's text consists of, comments and white space left out. */
export interface Token {
  kind: 'word' | 'identifier' | 'string' | 'number' | 'punctuation';
  text: string;
  /** the name that a word or a quoted identifier stands for, in lower case: both engines ignore case; else '' */
  name: string;
  line: number;
  /** offset of the first character */
  start: number;
}

/** Something wrong in a text, and where: a 1-based line. */
export interface Fault {
  line: number;
  reason: string;
}

/** In the order of the groups of TOKEN, which have no names: that takes ten times as long. */
const KINDS = ['space', 'comment', 'string', 'identifier', 'word', 'number', 'punctuation'] as const;
const TOKEN =
  /([ \t\r\n]+)|(--[^\r\n]*|\/\*[\s\S]*?\*\/)|('[^']*(?:''[^']*)*')|("(?:[^"]|"")+")|([A-Za-z_]\w*)|(\d+(?:\.\d*)?|\.\d+)|(?!\/\*)([-+*/%=<>!|.,:;?()[\]{}])/y;

/**
 * Splits SQL into tokens the way Trino and DuckDB both do. Text that they would split differently is a fault: one of
 * them could see a table where the checks see a string.
 *
 * @param line the line of the file on which the text begins
 * @returns the tokens up to the first character that begins no token
 */
export function tokenize(sql: string, line = 1): { tokens: Token[]; faults: Fault[] } {
  const tokens: Token[] = [];
  const faults: Fault[] = [];
  let at = 0;
  while (at < sql.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(sql);
    if (!match) {
      faults.push({ line, reason: unreadable(sql, at) });
      break;
    }
    const text = match[0];
    const kind = kindOf(match);
    const difference = readDifferently(kind, text, at, tokens.at(-1));
    if (difference) faults.push({ line, reason: difference });
    if (kind !== 'space' && kind !== 'comment')
      tokens.push({ kind, text, name: nameOf(kind, text), line, start: at });
    line += text.match(/\r\n|\r|\n/g)?.length ?? 0;
    at += text.length;
  }
  return { tokens, faults };
}

/** Whether the token is one of these keywords; a quoted identifier never is. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.name);
}

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

/** Whether every column of a table is among what the tokens select: `SELECT *`, `events.*`, but not `count(*)` or a product. */
export function takesAll(tokens: readonly Token[]): boolean {
  return tokens.some(({ text }, i) => {
    const before = tokens[i - 1];
    const begins = before === undefined || [',', '.'].includes(before.text);
    return text === '*' && (begins || isWord(before, 'select', 'distinct', 'all'));
  });
}

/** A `?` would take a value that is meant for `events`. */
export function placeholderFaults(tokens: readonly Token[]): Fault[] {
  return tokens
    .filter(({ text }) => text === '?')
    .map(({ line }) => ({
      line,
      reason: '? is a parameter, which no report gets a value for: write the value itself',
    }));
}

function kindOf(match: RegExpExecArray): (typeof KINDS)[number] {
  return KINDS.find((_, i) => match[i + 1] !== undefined) as (typeof KINDS)[number];
}

function nameOf(kind: string, text: string): string {
  if (kind === 'word') return text.toLowerCase();
  return kind === 'identifier' ? text.slice(1, -1).replaceAll('""', '"').toLowerCase() : '';
}

function unreadable(sql: string, at: number): string {
  if (sql.startsWith('/*', at)) return 'a comment begins here and never ends: close it with */';
  const character = String.fromCodePoint(sql.codePointAt(at) ?? 0);
  if (character === "'")
    return "a string begins here and never ends: close it with ', and write ' inside as ''";
  if (character === '"') return 'a quoted identifier begins here and is empty or never ends: close it with "';
  if (character === '`') return 'Athena does not quote identifiers with `: write "name"';
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return `"${character}" (U+${code}) is not SQL that both Athena and DuckDB read; use only ASCII outside strings and comments`;
}

function readDifferently(kind: string, text: string, at: number, before?: Token): string | undefined {
  if (kind === 'comment' && text.startsWith('/*') && text.includes('/*', 2))
    return 'a comment inside a comment: DuckDB nests them, Athena does not; end the first before the second begins';
  if (kind === 'string' && before?.name === 'e' && before.start + 1 === at)
    return "Athena has no E'…' strings: write the characters themselves in '…'";
  return undefined;
}
