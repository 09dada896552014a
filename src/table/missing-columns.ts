/** The columns that tables of older guides lack: reports and derived columns may name them, and find NULL. */
import type { Events } from '../run/run.ts';
import { type ColumnType, cloudTrailColumns, type Fields } from './cloudtrail-columns.ts';
import { type TableConfig, tableName } from './table-config.ts';
import type { TableDescription } from './table-description.ts';

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
  'useridentity.sessioncontext.attributes.sessioncredentialfromconsole',
  'useridentity.sessioncontext.sourceidentity',
  'useridentity.sessioncontext.assumedroot',
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
  const { columnTypes = {}, partitionColumns } = description;
  const columns = description.columns.map((name) => name.toLowerCase());
  const present = columns.map((name) => [name, parsedType(columnTypes[name] ?? '')]);
  const { fields, isChanged } = completed([], Object.fromEntries(present), cloudTrailColumns);
  if (columns.length === 0 || !isChanged) return events;
  const items = [
    ...fields.map(({ name, sql, isChanged }) => (isChanged ? `${sql} AS ${quoted([name])}` : sql)),
    ...partitionColumns.map((name) => quoted([name])),
  ];
  const from = `FROM ${tableName(table)}`;
  const sql = events.sql.replace(from, () => `FROM (SELECT ${items.join(', ')} ${from}`).replace(/\)$/, '))');
  return { ...events, sql };
}

interface Value {
  sql: string;
  type: Type;
  isChanged: boolean;
}

function completed(path: readonly string[], present: Struct, wanted: Fields) {
  const types = new Map(Object.entries(wanted).map(([name, type]) => [name.toLowerCase(), type]));
  const kept = Object.entries(present).map(([name, type]) => ({
    name,
    ...valueAt([...path, name], type, types.get(name)),
  }));
  const missing = [...types]
    .filter(([name]) => !(name in present) && ADDED.has([...path, name].join('.')))
    .map(([name, wantedType]) => {
      const type = typeOf(wantedType);
      return { name, sql: `CAST(NULL AS ${trinoType(type)})`, type, isChanged: true };
    });
  const fields = [...kept, ...missing];
  return { fields, isChanged: fields.some(({ isChanged }) => isChanged) };
}

function valueAt(path: readonly string[], type: Type, wanted: ColumnType | undefined): Value {
  const same = { sql: quoted(path), type, isChanged: false };
  if (typeof type === 'string' || wanted === undefined || !isStruct(wanted)) return same;
  const { fields, isChanged } = completed(path, type, wanted);
  if (!isChanged) return same;
  const whole = Object.fromEntries(fields.map(({ name, type }) => [name, type]));
  const values = fields.map(({ sql }) => sql).join(', ');
  return { sql: `CAST(ROW(${values}) AS ${trinoType(whole)})`, type: whole, isChanged };
}

function isStruct(type: ColumnType): type is Fields {
  return typeof type === 'object' && !('list' in type);
}

function typeOf(type: ColumnType): Type {
  if (type === 'string') return 'varchar';
  if (type === 'map') return 'map(varchar, varchar)';
  if (!isStruct(type)) return `array(${trinoType(typeOf((type as { list: ColumnType }).list))})`;
  return Object.fromEntries(Object.entries(type).map(([name, field]) => [name.toLowerCase(), typeOf(field)]));
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
