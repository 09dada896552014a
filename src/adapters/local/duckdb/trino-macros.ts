/**
 * Functions of Athena (Trino) that DuckDB lacks or defines differently, so that one text of a report serves both.
 *
 * @see https://trino.io/docs/current/functions/json.html
 */
export const trinoMacros: readonly string[] = [
  // NULL for text that is not JSON, on which DuckDB's own functions fail the query, and for objects and lists.
  `CREATE OR REPLACE MACRO json_extract_scalar(json, path) AS
     CASE WHEN json_valid(json) AND json_type(json, path) NOT IN ('OBJECT', 'ARRAY')
       THEN json_extract_string(json, path) END`,
  'CREATE OR REPLACE MACRO regexp_like(text, pattern) AS regexp_matches(text, pattern)',
  // Without the time zone, which would make hour() and date_trunc() depend on the machine's.
  `CREATE OR REPLACE MACRO from_iso8601_timestamp(text) AS
     CAST(CAST(text AS TIMESTAMPTZ) AT TIME ZONE 'UTC' AS TIMESTAMP)`,
];

/**
 * Else DuckDB plans a join for each `x IN (…)` of six values and more. Those of the controls, some 40, take it a third of a
 * second, and to run them takes longer too.
 */
export const LISTS_WITHOUT_JOINS = "SET disabled_optimizers = 'in_clause'";
