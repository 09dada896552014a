import * as z from 'zod';
import { areDistinct, DISTINCT, IDENTIFIER } from './table-names.ts';

const identifier = z
  .string(IDENTIFIER.right)
  .max(IDENTIFIER.most, IDENTIFIER.tooLong)
  .regex(IDENTIFIER.pattern, IDENTIFIER.right);

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
    .refine((names) => areDistinct(Object.values(names)), DISTINCT)
    .default({ day: 'day', account: 'account', region: 'region' }),
});

export type TableConfig = z.infer<typeof tableConfigSchema>;
