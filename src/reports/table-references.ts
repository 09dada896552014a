import { type Fault, isWord, type Token } from './sql-tokens.ts';

/** What is open at a place in the text: the statement, or a bracket in it. */
interface Frame {
  opener?: Token;
  /** in a FROM list, where a comma announces a further table */
  inFrom?: boolean;
  /** the next token must be a table, or begin a query */
  expectsTable?: boolean;
  /** FROM is not a clause here: EXTRACT(hour FROM x) */
  isFunction?: boolean;
  /** names that WITH defined here */
  queries: Set<string>;
  isRecursive?: boolean;
  /** the WITH query whose text this bracket holds */
  defines?: string;
}

const CLOSING: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const FUNCTIONS_WITH_FROM = ['extract', 'trim', 'substring', 'overlay'];
const QUERY_WORDS = ['select', 'with', 'values'];
/** Without LIMIT, OFFSET and the like, which Athena takes for a table's alias: `FROM events limit, other` reads `other`. */
const FROM_ENDS = ['select', 'where', 'having', 'union', 'except', 'intersect'];

/**
 * Follows FROM, JOIN, commas and WITH through a report and refuses every table but `events` and the report's own WITH
 * queries, each where it can be seen.
 *
 * @returns the faults, and how often `events` is read
 */
export function checkTableReferences(tokens: readonly Token[]): { faults: Fault[]; reads: number } {
  const walk = new Walk(tokens);
  walk.all();
  return { faults: walk.faults, reads: walk.reads };
}

class Walk {
  readonly faults: Fault[] = [];
  reads = 0;
  private readonly frames: Frame[] = [newFrame()];
  /** of the token last taken */
  private at = -1;

  constructor(private readonly tokens: readonly Token[]) {}

  all(): void {
    for (let token = this.next(); token; token = this.next()) this.step(token);
    for (const { opener } of this.frames) {
      if (opener) this.fault(opener, `"${opener.text}" is never closed`);
    }
  }

  private next(): Token | undefined {
    this.at = Math.min(this.at + 1, this.tokens.length);
    return this.tokens[this.at];
  }

  private ahead(by = 1): Token | undefined {
    return this.tokens[this.at + by];
  }

  private before(by = 1): Token | undefined {
    return this.tokens[this.at - by];
  }

  private get top(): Frame {
    return this.frames.at(-1) as Frame;
  }

  private step(token: Token): void {
    const expectsTable = this.top.expectsTable && !(this.beginsQuery() && isWord(token, ...QUERY_WORDS));
    this.top.expectsTable = false;
    if (expectsTable) this.table(token);
    else if (token.kind === 'punctuation') this.punctuation(token);
    else if (token.kind === 'word' && this.before()?.text !== '.') this.word(token);
  }

  private punctuation(token: Token): void {
    if ('([{'.includes(token.text)) this.open(token);
    else if (token.text in CLOSING) this.close(token);
    else if (token.text === ',' && this.top.inFrom) this.top.expectsTable = true;
  }

  private word(token: Token): void {
    if (token.name === 'with' && this.beginsQuery()) this.definitions();
    else if (token.name === 'from' && !this.top.isFunction && !this.isComparison()) {
      this.top.inFrom = true;
      this.top.expectsTable = true;
    } else if (token.name === 'join') this.top.expectsTable = true;
    else if (this.endsFrom(token)) this.top.inFrom = false;
    else if (token.name === 'table')
      this.fault(token, 'TABLE reads a table too: expected SELECT … FROM events');
    else if (isWord(token, 'pivot', 'unpivot'))
      this.fault(token, `Athena has no ${token.name.toUpperCase()}: use CASE and GROUP BY`);
  }

  private endsFrom(token: Token): boolean {
    if (isWord(token, 'group', 'order')) return isWord(this.ahead(), 'by');
    if (isWord(token, 'window')) return isWord(this.ahead(2), 'as');
    return isWord(token, ...FROM_ENDS);
  }

  /** x IS [NOT] DISTINCT FROM y */
  private isComparison(): boolean {
    const is = this.before(isWord(this.before(2), 'not') ? 3 : 2);
    return isWord(this.before(), 'distinct') && isWord(is, 'is');
  }

  private beginsQuery(): boolean {
    const before = this.before();
    return before === undefined || before.text === '(';
  }

  private open(opener: Token): void {
    const isFunction = opener.text === '(' && isWord(this.before(), ...FUNCTIONS_WITH_FROM);
    this.frames.push(newFrame({ opener, isFunction }));
  }

  private close(token: Token): void {
    const { opener, defines } = this.top;
    if (opener?.text !== CLOSING[token.text]) this.fault(token, `"${token.text}" closes nothing`);
    else {
      this.frames.pop();
      if (defines !== undefined) this.endDefinition(token, defines);
    }
  }

  private definitions(): void {
    this.top.isRecursive = isWord(this.ahead(), 'recursive');
    if (this.top.isRecursive) this.next();
    this.definition();
  }

  /** NAME [(column, …)] AS ( … */
  private definition(): void {
    const name = this.next();
    if (this.ahead()?.text === '(') for (let token = name; token && token.text !== ')'; ) token = this.next();
    const as = this.next();
    const bracket = this.next();
    const first = this.ahead();
    const isQuery = isWord(first, ...QUERY_WORDS) || first?.text === '(';
    if (!name?.name || !isWord(as, 'as') || bracket?.text !== '(' || !isQuery) {
      this.fault(as ?? name, 'expected WITH name AS (SELECT …)');
      return;
    }
    if (name.name === 'events') this.fault(name, 'WITH events … hides the bounded events: use another name');
    if (this.top.isRecursive) this.top.queries.add(name.name);
    this.frames.push(newFrame({ opener: bracket, defines: name.name }));
  }

  private endDefinition(token: Token, name: string): void {
    this.top.queries.add(name);
    const next = this.ahead();
    if (next?.text === ',') {
      this.next();
      this.definition();
    } else if (!isWord(next, 'select', 'values') && next?.text !== '(')
      this.fault(next ?? token, 'expected SELECT after the WITH queries');
  }

  private table(token: Token): void {
    const next = this.ahead();
    if (isWord(token, 'lateral')) this.top.expectsTable = true;
    else if (token.text === '(')
      this.frames.push(
        newFrame({ opener: token, expectsTable: true, inFrom: !isWord(next, ...QUERY_WORDS) }),
      );
    else if (!isWord(token, 'unnest') || next?.text !== '(') this.namedTable(token);
  }

  private namedTable(token: Token): void {
    let name = token.text;
    while (this.ahead()?.text === '.') name += `${this.next()?.text}${this.next()?.text ?? ''}`;
    const isPlain = name === token.text;
    const next = this.ahead()?.text ?? '';
    if (!token.name) this.fault(token, `${name} is in a table's place: expected FROM events`);
    else if (next === '(') this.fault(token, `reads ${name}(…) as a table: expected FROM events`);
    else if (next === ':')
      this.fault(token, `Athena does not accept "${name}:" before a table: expected FROM events AS ${name}`);
    else if (isPlain && token.name === 'events') this.reads += 1;
    else if (!isPlain || !this.frames.some(({ queries }) => queries.has(token.name)))
      this.fault(token, `reads the table ${name}: expected FROM events, or a WITH query of this report`);
  }

  private fault(token: Token | undefined, reason: string): void {
    this.faults.push({ line: (token ?? this.before())?.line ?? 1, reason });
  }
}

function newFrame(state: Omit<Frame, 'queries'> = {}): Frame {
  return { queries: new Set(), ...state };
}
