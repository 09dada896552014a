import { tokenize } from './sql-tokens.ts';
import type { Statement } from './statement.ts';

/** The statement with its parameters' values in the place of each `?`, for people: a run sends them apart. */
export function literalStatement({ sql, parameters }: Pick<Statement, 'sql' | 'parameters'>): string {
  const places = tokenize(sql).tokens.filter(({ kind, text }) => kind === 'punctuation' && text === '?');
  if (places.length !== parameters.length) {
    throw new Error(
      `the statement has ${places.length} parameters, and there are ${parameters.length} values`,
    );
  }
  let at = 0;
  const parts = places.map(({ start }, i) => {
    const before = sql.slice(at, start);
    at = start + 1;
    return `${before}'${parameters[i]?.replaceAll("'", "''")}'`;
  });
  return parts.join('') + sql.slice(at);
}
