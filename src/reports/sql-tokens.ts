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

const TOKEN =
  /(?<space>[ \t\r\n]+)|(?<comment>--[^\r\n]*|\/\*[\s\S]*?\*\/)|(?<string>'[^']*(?:''[^']*)*')|(?<identifier>"(?:[^"]|"")+")|(?<word>[A-Za-z_]\w*)|(?<number>\d+(?:\.\d*)?|\.\d+)|(?!\/\*)(?<punctuation>[-+*/%=<>!|.,:;?()[\]{}])/y;

/**
 * Splits SQL into tokens the way Trino and DuckDB both do. Text that they would split differently is a fault, lest one
 * of them see a table where the checks see a string.
 *
 * @param line the line of the file on which the text begins
 * @returns the tokens up to the first character that begins none
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

/** A place among tokens: the one last taken, and a view of its neighbours. */
export class TokenCursor {
  private at = -1;

  constructor(private readonly tokens: readonly Token[]) {}

  next(): Token | undefined {
    this.at = Math.min(this.at + 1, this.tokens.length);
    return this.tokens[this.at];
  }

  ahead(by = 1): Token | undefined {
    return this.tokens[this.at + by];
  }

  behind(by = 1): Token | undefined {
    return this.tokens[this.at - by];
  }
}

/** Whether the token is one of these keywords; a quoted identifier never is. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.name);
}

function kindOf(match: RegExpExecArray): Token['kind'] | 'space' | 'comment' {
  const found = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined);
  return found?.[0] as Token['kind'] | 'space' | 'comment';
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
  if (character === '`') return '` quotes no identifiers in Athena: write "name"';
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return `"${character}" (U+${code}) is no SQL that both Athena and DuckDB read; outside strings and comments only ASCII is`;
}

function readDifferently(kind: string, text: string, at: number, before?: Token): string | undefined {
  if (kind === 'comment' && text.startsWith('/*') && text.includes('/*', 2))
    return 'a comment inside a comment: DuckDB nests them, Athena does not; end the first before the second begins';
  if (kind === 'string' && before?.name === 'e' && before.start + 1 === at)
    return "Athena knows no E'…' strings: write the characters themselves in '…'";
  return undefined;
}
