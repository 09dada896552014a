import { type ColumnType, typeAt } from '../table/cloudtrail-columns.ts';
import { isPlainWord, isWord, listItems, outerTokens, type Token, takesAll, tokenize } from './sql-tokens.ts';

/**
 * A report's SQL with its rows in a total order, the same on every engine and in every run: its own ORDER BY, else newest
 * first, then by id, then by every other column. Columns go by number, which no name can make ambiguous. Where its
 * columns are not known (`SELECT *`) or none can be sorted, the SQL stays as it is.
 */
export function inTotalOrder(sql: string): string {
  const { tokens } = tokenize(sql);
  const outer = outerTokens(tokens);
  if (outer.some((_, i) => isPlainWord(outer, i, 'order') && isWord(outer[i + 1], 'by'))) return sql;
  const keys = sortKeys(selectList(tokens, outer));
  if (!keys) return sql;
  const order = `ORDER BY ${keys.join(', ')}`;
  const limit = limitOf(outer);
  return limit ? `${sql.slice(0, limit.start)}${order} ${sql.slice(limit.start)}` : `${sql}\n${order}`;
}

/** The columns that the statement returns; undefined where its SELECT is in brackets. */
function selectList(tokens: readonly Token[], outer: readonly Token[]): Token[][] | undefined {
  const select = outer.findIndex((_, i) => isPlainWord(outer, i, 'select'));
  const first = outer[select];
  if (!first) return undefined;
  // x IS DISTINCT FROM y
  const from = outer.find(
    (token, i) => i > select && isWord(token, 'from') && !isWord(outer[i - 1], 'distinct'),
  );
  const list = tokens.slice(tokens.indexOf(first) + 1, from && tokens.indexOf(from));
  return listItems(isWord(list[0], 'distinct', 'all') ? list.slice(1) : list);
}

/** Undefined where an item may be any number of columns, or no column can be sorted by. */
function sortKeys(items: readonly Token[][] | undefined): string[] | undefined {
  if (!items || items.some((item) => item.length === 0 || takesAll(item))) return undefined;
  const names = items.map(columnName);
  const [time, id] = [names.indexOf('eventtime'), names.indexOf('eventid')];
  const others = items.flatMap((item, i) =>
    i === time || i === id || !isSortable(item) ? [] : [`${i + 1}`],
  );
  const keys = [...(time < 0 ? [] : [`${time + 1} DESC`]), ...(id < 0 ? [] : [`${id + 1}`]), ...others];
  return keys.length > 0 ? keys : undefined;
}

/** `expression AS name`, `expression name`, `name`, `struct.name` */
function columnName(item: readonly Token[]): string {
  return item.at(-1)?.name ?? '';
}

/** Athena sorts by no map, nor by a struct that has one: so by no whole `useridentity`. */
function isSortable(item: readonly Token[]): boolean {
  const as = item.findIndex((_, i) => isPlainWord(item, i, 'as'));
  const path = item.slice(0, as < 0 ? undefined : as);
  if (path.some(({ name }, i) => (i % 2 === 0 ? name === '' : path[i]?.text !== '.'))) return true;
  const names = path.filter((_, i) => i % 2 === 0).map(({ name }) => name);
  const type = typeAt(names) ?? typeAt(names.slice(1));
  return type === undefined || !hasMap(type);
}

function hasMap(type: ColumnType): boolean {
  return typeof type === 'string' ? type === 'map' : Object.values(type).some(hasMap);
}

/** Where LIMIT or the like begins: ORDER BY goes before it. Without a number it is a table's alias. */
function limitOf(outer: readonly Token[]): Token | undefined {
  return outer.find((_, i) => {
    const next = outer[i + 1];
    if (isPlainWord(outer, i, 'limit', 'offset')) return next?.kind === 'number' || isWord(next, 'all');
    return isPlainWord(outer, i, 'fetch') && isWord(next, 'first', 'next');
  });
}
