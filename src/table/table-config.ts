import * as z from 'zod';
import { cloudTrailColumns } from './cloudtrail-columns.ts';

const NAME = 'give lower-case letters, digits and underscores, as Athena does';
const identifier = z
  .string(NAME)
  .max(255, 'give at most 255 characters')
  .regex(/^[a-z0-9_]+$/, NAME);

const COLUMNS = new Set(Object.keys(cloudTrailColumns).map((name) => name.toLowerCase()));

/** Where the events are: a table over CloudTrail's log files, and the names of its partition columns. */
export const tableConfigSchema = z.strictObject({
  database: identifier.default('default'),
  table: identifier.default('cloudtrail_logs'),
  partitions: z
    .strictObject({
      /** holds the UTC day of delivery, `2026/11/21` */
      day: identifier,
      account: identifier.optional(),
      region: identifier.optional(),
    })
    .refine(
      (names) => areDistinct(Object.values(names)),
      "give names that differ from each other and from CloudTrail's columns",
    )
    .default({ day: 'day', account: 'account', region: 'region' }),
});

export type TableConfig = z.infer<typeof tableConfigSchema>;

/** The table as SQL names it: its identifiers are checked. */
export function tableName({ database, table }: TableConfig): string {
  return `"${database}"."${table}"`;
}

function areDistinct(names: readonly (string | undefined)[]): boolean {
  const given = names.filter((name) => name !== undefined);
  return new Set(given).size === given.length && !given.some((name) => COLUMNS.has(name));
}
