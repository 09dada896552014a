import { isWord, type Token, takesAll, tokenize } from '../../../reports/sql-tokens.ts';
import { type ColumnType, type Fields, isList, isStruct } from '../../../table/cloudtrail-columns.ts';

/**
 * The columns, and the fields of structs, that the texts of reports and of derived columns may read. Errs on the side of too
 * many: a name counts as used wherever it stands as a word, and a report that takes the `*` of `events` gets all columns.
 */
export function usedColumns(columns: Fields, reports: readonly string[], others: readonly string[]): Fields {
  const readsAll = reports.some((sql) => takesAllEvents(tokenize(sql).tokens));
  return readsAll ? columns : usedFields(columns, [...reports, ...others].join('\n').toLowerCase());
}

/** Not where a query with `*` reads only what other queries of the report name. */
function takesAllEvents(tokens: readonly Token[]): boolean {
  return tokens.some((token, i) => {
    const own = isWord(token, 'select') ? query(tokens, i) : [];
    return takesAll(own) && mayReadEvents(own);
  });
}

/** The tokens from a SELECT to the end of the bracket that it is in. */
function query(tokens: readonly Token[], select: number): Token[] {
  let depth = 0;
  const rest = tokens.slice(select);
  const end = rest.findIndex(({ text }) => {
    if (text === '(') depth += 1;
    else if (text === ')') depth -= 1;
    return depth < 0;
  });
  return end === -1 ? rest : rest.slice(0, end);
}

/** Where a table can stand. A list of columns may have a column of this name. */
function mayReadEvents(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ name }, i) =>
      name === 'events' &&
      (isWord(tokens[i - 1], 'from', 'join') || [',', '('].includes(tokens[i - 1]?.text ?? '')),
  );
}

function usedFields(fields: Fields, text: string): Fields {
  const isUsed = (name: string) => new RegExp(`\\b${name.toLowerCase()}\\b`).test(text);
  const used = Object.entries(fields).filter(([name]) => isUsed(name));
  return Object.fromEntries(
    used.map(([name, type]) => [name, isStruct(type) ? usedStruct(name, type, text) : type]),
  );
}

/**
 * The whole struct where the text takes it whole, or names none of its fields: DuckDB has no struct without fields, and a
 * field that does not exist must fail only the report that names it.
 */
function usedStruct(name: string, fields: Fields, text: string): Fields {
  const isTakenWhole = new RegExp(`\\b${name.toLowerCase()}\\b(?!"?\\s*\\.)`).test(text);
  const used = isTakenWhole ? fields : usedFields(fields, text);
  return Object.keys(used).length > 0 ? used : fields;
}

export function duckDbType(type: ColumnType): string {
  if (type === 'string') return 'VARCHAR';
  if (type === 'map') return 'MAP(VARCHAR, VARCHAR)';
  if (isList(type)) return `${duckDbType(type.list)}[]`;
  const fields = Object.entries(type).map(([name, field]) => `"${name}" ${duckDbType(field)}`);
  return `STRUCT(${fields.join(', ')})`;
}
