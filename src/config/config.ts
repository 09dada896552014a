import * as z from 'zod';
import { COVERAGE_REPORT } from '../run/coverage.ts';
import { LANGUAGES } from '../run/language.ts';
import { tableConfigSchema } from '../table/table-config.ts';
import { isTimeZone } from '../time/time.ts';
import { MOST_RECIPIENTS, RECIPIENTS } from './recipients.ts';

/** Rows to leave out of the mail: column → values (`*` stands for any characters). */
const muteRule = z.record(z.string().min(1), z.array(z.string().min(1)).min(1));

const LIST = 'give a list of at least one, or leave it out';

const TWICE = 'give each once';

/** A list of at least one, none twice. */
const setOf = (item: z.ZodString) =>
  z
    .array(item, LIST)
    .min(1, LIST)
    .refine((items) => new Set(items).size === items.length, TWICE);

const region = z.string().regex(/^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/, 'give a region, such as us-east-1');

const accountId = z.string().regex(/^\d{12}$/, 'give an account id, twelve digits in quotes');

const domain = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'give a domain without @, such as example.com');

/**
 * What a team sets once, for the daily mail and for runs by hand. Every field has a default; unknown fields are refused.
 */
export const configSchema = z.strictObject({
  /** stands in the subject and at the top of the mail: whose logs these are */
  name: z
    .string()
    .max(60)
    .regex(/^[^\p{C}]*[^\p{C}\s][^\p{C}]*$/u, 'give a name in one line')
    .default('AWS'),
  /** of the mail */
  language: z.enum(LANGUAGES, 'give en (English) or ja (Japanese)').default('en'),
  /** IANA zone in which days begin and in which the mail gives times */
  timezone: z.string().refine(isTimeZone, 'give an IANA time zone, such as Asia/Tokyo').default('UTC'),
  schedule: z
    .strictObject({
      /** what one scheduled run covers, an ISO 8601 duration */
      period: z.string().default('P1D'),
      /** how long before its scheduled time a run's window ends, so that late deliveries are in: ISO 8601 */
      settle: z.string().default('PT30M'),
    })
    .prefault({}),
  table: tableConfigSchema.prefault({}),
  /** read only these accounts' and regions' logs; absent: all that the table has */
  accounts: setOf(accountId).optional(),
  regions: setOf(region).optional(),
  /** who must have events in every window; absent accounts: those of the last run */
  expected: z
    .strictObject({
      accounts: setOf(accountId).optional(),
      regions: setOf(region).optional(),
    })
    .prefault({}),
  mail: z
    .strictObject({
      from: z.email().default('audit@localhost.localdomain'),
      to: z
        .array(z.email())
        .min(1, `give ${RECIPIENTS}`)
        .max(MOST_RECIPIENTS, `give ${RECIPIENTS}`)
        .default(['security@localhost.localdomain']),
      /** recipients named in a request must be of these domains; absent: of the domains in `to` */
      allowedDomains: z.array(domain).optional(),
      /** size of the whole message up to which CSVs are attached; SES sends at most 40 MB, slowly beyond 10 */
      maxBytes: z.int().positive().max(40_000_000).default(9_000_000),
    })
    .prefault({}),
  /** report id → rule */
  mute: z.record(z.string(), muteRule).default({}),
  limits: z
    .strictObject({
      /** how often a query that failed for a passing reason is started */
      queryAttempts: z.int().min(1).max(10).default(3),
      /** how long one report's query may take */
      querySeconds: z.int().min(60).default(3600),
      /** longest window of a request by hand, in days; one machine has no limit */
      days: z.int().min(1).default(400),
      /** the most that Athena may cost for a run asked for by hand, in US dollars; absent: any amount */
      usdPerRun: z.number().positive().optional(),
    })
    .prefault({}),
  /** Athena's price: https://aws.amazon.com/athena/pricing/ */
  usdPerTerabyte: z.number().nonnegative().default(5),
});

export type Config = z.infer<typeof configSchema>;

type Checked = Pick<Config, 'mute' | 'accounts' | 'regions' | 'expected'>;

/** What is wrong with settings beside each other and beside the catalogue: `mute.no-such-report: …`. */
export function configFaults(config: Checked, knownReports: readonly string[]): string[] {
  return [
    ...Object.keys(config.mute).flatMap((id) => muteFaults(id, knownReports)),
    ...expectedFaults('accounts', config),
    ...expectedFaults('regions', config),
  ];
}

function muteFaults(id: string, knownReports: readonly string[]): string[] {
  if (!knownReports.includes(id)) {
    return [`mute.${id}: no report has this id; the reports are ${knownReports.join(', ')}`];
  }
  return id === COVERAGE_REPORT ? [`mute.${id}: what was covered is never muted: leave it out`] : [];
}

function expectedFaults(list: 'accounts' | 'regions', { [list]: read, expected }: Checked): string[] {
  return (expected[list] ?? [])
    .filter((item) => read && !read.includes(item))
    .map(
      (item) =>
        `expected.${list}: ${item} is not among ${list}, so it is never read: add it there, or leave it out`,
    );
}
