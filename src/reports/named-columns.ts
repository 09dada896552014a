import { typeAt } from '../table/cloudtrail-columns.ts';
import { type Fault, isWord, type Token } from './sql-tokens.ts';

/** Words that stand in an expression without a bracket and are no column. */
const KEYWORDS = [
  'and or not in is null like escape between case when then else end true false as distinct from any all some'.split(
    ' ',
  ),
  'at time zone date timestamp interval year month day hour minute second array row'.split(' '),
  'varchar bigint integer double boolean decimal json precision'.split(' '),
].flat();

/** The columns that an expression names and `events` does not have, each where it stands. */
export function unknownColumnFaults(expression: readonly Token[], derived: readonly string[]): Fault[] {
  const own = lambdaNames(expression);
  return expression.flatMap((token, i) => {
    if (!token.name || expression[i - 1]?.text === '.' || expression[i + 1]?.text === '(') return [];
    if (own.has(token.name) || (token.kind === 'word' && KEYWORDS.includes(token.name))) return [];
    const fault = columnFault(pathAt(expression, i), derived);
    return fault ? [{ line: token.line, reason: fault }] : [];
  });
}

/** `useridentity.sessioncontext`, as its names */
function pathAt(tokens: readonly Token[], at: number): string[] {
  const path = [tokens[at]?.name ?? ''];
  for (let next = at + 1; tokens[next]?.text === '.'; next += 2) path.push(tokens[next + 1]?.name ?? '');
  return path;
}

function columnFault(path: readonly string[], derived: readonly string[]): string | undefined {
  const known = path.findIndex((_, at) => !typeAt(path.slice(0, at + 1)));
  const [name = ''] = path;
  if (known === -1 || (known === 0 && derived.includes(name))) return undefined;
  if (known === 0) return `unknown column ${name}: expected a column of CloudTrail or of sql/events.sql`;
  const [struct, field] = [path.slice(0, known), path.slice(0, known + 1)].map((names) => names.join('.'));
  return `unknown column ${field}: ${struct} has no such field`;
}

/** Of `x -> …` and `(x, y) -> …`. */
function lambdaNames(tokens: readonly Token[]): Set<string> {
  const names = new Set<string>();
  for (const [i, { text }] of tokens.entries()) {
    if (text !== '-' || tokens[i + 1]?.text !== '>') continue;
    let at = i - 1;
    if (tokens[at]?.text === ')') at -= 1;
    for (; tokens[at]?.name && !isWord(tokens[at], ...KEYWORDS); at -= tokens[at - 1]?.text === ',' ? 2 : 1)
      names.add(tokens[at]?.name ?? '');
  }
  return names;
}
