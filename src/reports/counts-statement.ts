/** A report with too many rows for a CSV: who did what from where, and how it ended, counted by the engine in place of rows. */

/** How many rows of the report; its column in the counts. */
export const COUNTED_ROWS = 'rows';

const FIRST = 'firsteventtime';
const LAST = 'lasteventtime';
const TIME = 'eventtime';

const WHO_AND_WHERE = ['identity', 'recipientaccountid', 'sourceipaddress'];
/** Of these there are as many as AWS has calls, however many events there are. */
const WHAT = ['eventsource', 'eventname', 'outcome', 'late'];

/**
 * The columns by which rows are counted.
 *
 * @param has those of the report, in their order, in lower case
 * @param more those that its figures need
 */
export function countedBy(has: readonly string[], more: readonly string[]): string[] {
  const asked = new Set([...WHO_AND_WHERE, ...WHAT, ...more]);
  const own = [COUNTED_ROWS, FIRST, LAST, TIME];
  return has.filter((name) => asked.has(name) && !own.includes(name));
}

/** The same with fewer columns, for counts that are too many as well; undefined: no column can be left out */
export function countedByFewer(by: readonly string[]): string[] | undefined {
  const fewer = by.filter((name) => WHAT.includes(name));
  return fewer.length < by.length ? fewer : undefined;
}

/** The query of those counts, most frequent first. It keeps the lines of the report's SQL, which engines' errors name. */
export function countsSql(sql: string, { by, timed }: { by: readonly string[]; timed: boolean }): string {
  const places = by.map((_, i) => i + 1);
  const columns = [
    ...by.map((name) => `"${name}"`),
    ...(timed ? [`min("${TIME}") AS "${FIRST}"`, `max("${TIME}") AS "${LAST}"`] : []),
    `count(*) AS "${COUNTED_ROWS}"`,
  ];
  const grouped = by.length > 0 ? ` GROUP BY ${places}` : '';
  return `SELECT ${columns.join(', ')} FROM (${sql}\n) AS "report"${grouped} ORDER BY ${[columns.length, ...places].join(', ').replace(/^\d+/, '$& DESC')}`;
}
