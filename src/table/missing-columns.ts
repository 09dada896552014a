/** The columns that tables of older guides lack: reports and derived columns may name them, and find NULL. */
import type { Events } from '../run/run.ts';
import { type ColumnType, eventColumns, type Fields, isList, isStruct } from './cloudtrail-columns.ts';
import type { TableConfig } from './table-config.ts';
import type { TableDescription } from './table-description.ts';
import { tableName } from './table-names.ts';

/** A column's type: a struct by its fields, any other in Trino's words. */
type Type = string | Struct;
interface Struct {
  readonly [field: string]: Type;
}

/** What AWS added after its first statement for the table. Without any other column a report fails: it would say too little. */
const ADDED = new Set([
  'useridentity.invokedbydelegate',
  'useridentity.identityprovider',
  'useridentity.credentialid',
  'useridentity.onbehalfof',
  'useridentity.inscopeof',
  'useridentity.inscopeof.credentialsissuedtoversion',
  'useridentity.sessioncontext.attributes.sessioncredentialfromconsole',
  'useridentity.sessioncontext.sourceidentity',
  'useridentity.sessioncontext.assumedroot',
  'useridentity.sessioncontext.signinsessionarn',
  'useridentity.sessioncontext.ec2roledelivery',
  'useridentity.sessioncontext.webidfederationdata',
  'managementevent',
  'vpcendpointaccountid',
  'eventcategory',
  'addendum',
  'sessioncredentialfromconsole',
  'edgedevicedetails',
  'tlsdetails',
  'tlsdetails.keyexchange',
]);

/**
 * The `events` of a run over a table that may be older: with the columns that it lacks, where the catalog names those that it
 * has. On one line: engines' errors name lines of the statement.
 */
export function withMissingColumns(
  events: Events,
  table: TableConfig,
  description: TableDescription,
): Events {
  const { fields, missing } = completedTable(description);
  if (description.columns.length === 0 || missing.length === 0) return events;
  const items = [
    ...fields.map(({ name, sql, missing }) => (missing.length > 0 ? `${sql} AS ${quoted([name])}` : sql)),
    ...description.partitionColumns.map((name) => quoted([name])),
  ];
  const from = `FROM ${tableName(table)}`;
  const sql = events.sql.replace(from, () => `FROM (SELECT ${items.join(', ')} ${from}`).replace(/\)$/, '))');
  return { ...events, sql };
}

/** @returns the columns, and fields of structs, that are NULL: `tlsdetails`, `useridentity.onbehalfof` */
export function addedColumns(description: TableDescription): string[] {
  return completedTable(description).missing;
}

/** What reads a column or field, and which columns or fields are NULL in it. */
interface Value {
  sql: string;
  type: Type;
  missing: readonly string[];
}

function completedTable({ columns, columnTypes = {} }: TableDescription) {
  const names = columns.map((name) => name.toLowerCase());
  const present = names.map((name) => [name, parsedType(columnTypes[name] ?? '')]);
  return completed([], Object.fromEntries(present), eventColumns);
}

function completed(path: readonly string[], present: Struct, wanted: Fields) {
  const kept = Object.entries(present).map(([name, type]) => ({
    name,
    ...valueAt([...path, name], type, Object.hasOwn(wanted, name) ? wanted[name] : undefined),
  }));
  const added = Object.entries(wanted).flatMap(([name, wantedType]) => {
    const column = [...path, name].join('.');
    if (name in present || !ADDED.has(column)) return [];
    const type = typeOf(wantedType);
    return [{ name, sql: `CAST(NULL AS ${trinoType(type)})`, type, missing: [column] }];
  });
  const fields = [...kept, ...added];
  return { fields, missing: fields.flatMap(({ missing }) => missing) };
}

function valueAt(path: readonly string[], type: Type, wanted: ColumnType | undefined): Value {
  const same = { sql: quoted(path), type, missing: [] };
  if (typeof type === 'string' || wanted === undefined || !isStruct(wanted)) return same;
  const { fields, missing } = completed(path, type, wanted);
  if (missing.length === 0) return same;
  const whole = Object.fromEntries(fields.map(({ name, type }) => [name, type]));
  const values = fields.map(({ sql }) => sql).join(', ');
  return { sql: `CAST(ROW(${values}) AS ${trinoType(whole)})`, type: whole, missing };
}

/** A column's type in Trino's words. */
export function trinoTypeOf(type: ColumnType): string {
  return trinoType(typeOf(type));
}

function typeOf(type: ColumnType): Type {
  if (type === 'string') return 'varchar';
  if (type === 'map') return 'map(varchar, varchar)';
  if (isList(type)) return `array(${trinoType(typeOf(type.list))})`;
  return Object.fromEntries(Object.entries(type).map(([name, field]) => [name, typeOf(field)]));
}

function trinoType(type: Type): string {
  if (typeof type === 'string') return type;
  return `ROW(${Object.entries(type).map(([name, field]) => `${quoted([name])} ${trinoType(field)}`)})`;
}

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: 'varchar',
  int: 'integer',
  float: 'real',
  binary: 'varbinary',
};

/** @param text a type of Hive: `struct<userid:string,attributes:map<string,string>>` */
function parsedType(text: string): Type {
  const tokens = text.toLowerCase().match(/\w+(?:\([\d, ]*\))?|[<>:,]/g) ?? [];
  const type = (): Type => {
    const name = tokens.shift() ?? '';
    if (tokens[0] !== '<') return PRIMITIVES[name] ?? name;
    const parts: [string, Type][] = [];
    while (tokens.shift() !== '>' && tokens.length > 0) {
      const field = name === 'struct' ? tokens.splice(0, 2)[0] : '';
      parts.push([field ?? '', type()]);
    }
    return name === 'struct'
      ? Object.fromEntries(parts)
      : `${name}(${parts.map(([, part]) => trinoType(part)).join(', ')})`;
  };
  return type();
}

function quoted(path: readonly string[]): string {
  return path.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}
