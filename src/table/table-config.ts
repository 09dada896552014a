import * as z from 'zod';

const NAME = 'give lower-case letters, digits and underscores, as Athena does';
const identifier = z
  .string(NAME)
  .max(255, 'give at most 255 characters')
  .regex(/^[a-z0-9_]+$/, NAME);

/** Where the events lie: a table over CloudTrail's log files, and the names of its partition columns. */
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
    .default({ day: 'day', account: 'account', region: 'region' }),
});

export interface TableConfig {
  database: string;
  table: string;
  partitions: { day: string; account?: string | undefined; region?: string | undefined };
}
