import { z } from 'zod';

/** Rows to leave out of the mail: a column, and the values to mute (`*` stands for any characters). */
const muteRule = z.record(z.string().min(1), z.array(z.string().min(1)).min(1));

/**
 * What a team sets once, for the daily mail and for runs by hand. All fields have defaults; unknown fields are refused.
 */
export const configSchema = z.strictObject({
  /** stands in the subject and at the top of the mail: which company or organization this is */
  name: z.string().min(1).default('CloudTrail'),
  mail: z
    .strictObject({
      from: z.email().default('audit@localhost.localdomain'),
      to: z.array(z.email()).min(1).default(['security@localhost.localdomain']),
      /** attachments are left out, and said to be, beyond this size of the whole message */
      maxBytes: z.int().positive().default(9_000_000),
    })
    .prefault({}),
  /** report id → columns → values */
  mute: z.record(z.string(), muteRule).default({}),
});

export type Config = z.infer<typeof configSchema>;
