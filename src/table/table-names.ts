/** The names that SQL has of a table: what is right for one, in settings and in every statement. */
import { typeAt } from './cloudtrail-columns.ts';

export const IDENTIFIER = {
  pattern: /^[a-z0-9_]+$/,
  right: 'give lower-case letters, digits and underscores, as Athena does',
  most: 255,
  tooLong: 'give at most 255 characters',
};
export const DISTINCT = "give names that differ from each other and from CloudTrail's columns";

interface TableNames {
  database: string;
  table: string;
  partitions: { [name in 'day' | 'account' | 'region']?: string | undefined };
}

/** The table as SQL names it: its identifiers are checked. */
export function tableName({ database, table }: Pick<TableNames, 'database' | 'table'>): string {
  return `"${database}"."${table}"`;
}

/** What is wrong with the names: `partitions.day: …`. The schema of the settings finds the same, and more. */
export function tableNameFaults({ database, table, partitions }: TableNames): string[] {
  const { day, account, region } = partitions;
  return [
    ...identifierFaults('database', database),
    ...identifierFaults('table', table),
    ...identifierFaults('partitions.day', day),
    ...(account === undefined ? [] : identifierFaults('partitions.account', account)),
    ...(region === undefined ? [] : identifierFaults('partitions.region', region)),
    ...(areDistinct([day, account, region]) ? [] : [`partitions: ${DISTINCT}`]),
  ];
}

function identifierFaults(field: string, name: unknown): string[] {
  if (typeof name !== 'string' || !IDENTIFIER.pattern.test(name)) return [`${field}: ${IDENTIFIER.right}`];
  return name.length > IDENTIFIER.most ? [`${field}: ${IDENTIFIER.tooLong}`] : [];
}

/** Whether the names of partition columns differ from each other and from those of CloudTrail. */
export function areDistinct(names: readonly (string | undefined)[]): boolean {
  const given = names.filter((name) => name !== undefined);
  return new Set(given).size === given.length && !given.some((name) => typeAt([name]));
}
