import * as z from 'zod';
import { ACCOUNT_ID, DOMAIN, EMAIL, MOST_RECIPIENTS, RECIPIENTS } from '../rules.ts';
import { COVERAGE_REPORT } from '../run/coverage.ts';
import { CONTROLS_REPORT, SEEN_KINDS, SEEN_REPORT, SEVERITIES } from '../run/judgement.ts';
import { LANGUAGES } from '../run/language.ts';
import { tableConfigSchema } from '../table/table-config.ts';
import { isTimeZone } from '../time/time.ts';
import { daily, region } from './daily.ts';
import { groupFaults } from './groups.ts';
import { settingValue } from './setting-faults.ts';

const ATTACH = ['csv', 'xlsx', 'none'] as const;

/** Rows to leave out of the mail: column → values (`*` stands for any characters). */
const muteRule = z.record(z.string().min(1), z.array(z.string().min(1)).min(1));

const LIST = 'give a list of at least one, or remove it';

/** A list of at least one, each once. */
const setOf = (item: z.ZodString) =>
  z
    .array(item, LIST)
    .min(1, LIST)
    .refine((items) => new Set(items).size === items.length, 'give each value once');

const accountId = z.string().regex(ACCOUNT_ID, 'give an account id, twelve digits in quotes');

export const domain = z.string().regex(DOMAIN, 'give a domain without @, such as example.com');

const address = z.email({ pattern: EMAIL });

/** A setting that was taken away: accepted and ignored, with a notice (`retiredSettings`). */
const retired = z.unknown().optional();

/**
 * What a team sets once, for the daily mail and for runs by hand. Every field has a default; unknown fields are refused.
 */
export const configSchema = z.strictObject({
  /** whose logs these are: in the subject and at the top of the mail */
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
      /** local time of a scheduled run, 07:00 where absent; not for a period in hours, whose runs begin at 00:00 UTC */
      time: z.string('write the time in quotes, such as "07:00"').optional(),
      /** MON to SUN for P1W, 1 to 28 for P1M */
      day: z.union([z.string(), z.int()]).optional(),
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
      from: address.default('audit@localhost.localdomain'),
      to: z
        .array(address)
        .min(1, `give ${RECIPIENTS}`)
        .max(MOST_RECIPIENTS, `give ${RECIPIENTS}`)
        .default(['security@localhost.localdomain']),
      /** recipients named in a request must be of these domains; absent: of the domains in `to` */
      allowedDomains: z.array(domain).optional(),
      /** size of the whole message up to which CSVs are attached; SES sends at most 40 MB, slowly beyond 10 */
      maxBytes: z.int().positive().max(40_000_000).default(9_000_000),
      /** what goes with the mail: the reports' CSVs, report.xlsx in their place, or nothing */
      attach: z.enum(ATTACH, 'give csv, xlsx or none').default('csv'),
    })
    .prefault({}),
  /** of `cloudtrail-audit daily`: what sends its mails. Neither: they are archived only. On AWS it is always SES */
  daily: daily.prefault({}),
  archive: z
    .strictObject({
      /** CSVs of more than 10 MB: gzipped, or as they are */
      gzip: z.enum(['auto', 'never'], 'give auto (CSVs of more than 10 MB) or never').default('auto'),
      /** a report with more bytes of rows than this has a CSV of counts in place of them */
      csvMaxBytes: z.int('give a whole number of bytes').positive('give at least 1').default(5_000_000_000),
    })
    .prefault({}),
  /** on: each scheduled run keeps its events as Parquet in the archive */
  history: z.enum(['on', 'off'], 'give on or off').default('off'),
  /** report id → rule */
  mute: z.record(z.string(), muteRule).default({}),
  /** name → rule: callers whose rows of controls are counted apart. A row is in a group where every column of its rule matches */
  groups: z.record(z.string(), muteRule).default({}),
  /** what makes a run's verdict LOOK */
  verdict: z
    .strictObject({
      /** people in a control of this severity or above */
      severity: z.enum(SEVERITIES, `give ${SEVERITIES.join(', ')}`).default('medium'),
      /** values never seen before, of these kinds; none: give [] */
      kinds: z
        .array(z.enum(SEEN_KINDS, `give some of ${SEEN_KINDS.join(', ')}`))
        .refine((kinds) => new Set(kinds).size === kinds.length, 'give each kind once')
        .default(['principal', 'principal-region', 'principal-network', 'account-region']),
    })
    .prefault({}),
  /** MMDB files that know the country and the owner of a network; seen from the folder of the configuration */
  networks: z
    .strictObject({
      country: z.string().min(1, 'give the path of an MMDB file').optional(),
      owner: z.string().min(1, 'give the path of an MMDB file').optional(),
    })
    .refine((files) => Object.keys(files).length > 0, 'give country, owner or both, or remove it')
    .optional(),
  limits: z
    .strictObject({
      queryAttempts: retired,
      querySeconds: retired,
      /** longest window of a request by hand, in days; one machine has no limit */
      days: z.int().min(1).default(400),
      /** the most that Athena may cost for a run asked for by hand, in US dollars; absent: any amount */
      usdPerRun: z.number().positive().optional(),
    })
    .transform(({ queryAttempts: _, querySeconds: __, ...limits }) => limits)
    .prefault({}),
  /** Athena's price: https://aws.amazon.com/athena/pricing/ */
  usdPerTerabyte: z.number().nonnegative().default(5),
});

export type Config = z.infer<typeof configSchema>;

const RETIRED = ['limits.queryAttempts', 'limits.querySeconds'];

/** @returns a notice for each setting that no longer is one; the next version refuses it */
export function retiredSettings(settings: unknown): string[] {
  return RETIRED.filter((name) => settingValue(settings, name.split('.')) !== undefined).map(
    (name) => `${name}: no longer a setting; remove it`,
  );
}

type Checked = Pick<Config, 'mute' | 'groups' | 'accounts' | 'regions' | 'expected'>;

/** What is wrong between settings, and between settings and reports: `mute.no-such-report: …`. */
export function configFaults(config: Checked, knownReports: readonly string[]): string[] {
  return [
    ...Object.keys(config.mute).flatMap((id) => muteFaults(id, knownReports)),
    ...Object.entries(config.groups).flatMap(([name, rule]) => groupFaults(name, rule)),
    ...expectedFaults('accounts', config),
    ...expectedFaults('regions', config),
  ];
}

const UNMUTED: Readonly<Record<string, string>> = {
  [COVERAGE_REPORT]: 'what was covered',
  [SEEN_REPORT]: 'what was seen',
};

function muteFaults(id: string, knownReports: readonly string[]): string[] {
  if (!knownReports.includes(id)) {
    return [`mute.${id}: no report has this id; the reports are ${knownReports.join(', ')}`];
  }
  if (id === CONTROLS_REPORT)
    return [`mute.${id}: this report is never muted; name the callers in groups, which count them apart`];
  const reason = UNMUTED[id];
  return reason ? [`mute.${id}: this report is never muted, because it says ${reason}; remove it`] : [];
}

function expectedFaults(list: 'accounts' | 'regions', { [list]: read, expected }: Checked): string[] {
  return (expected[list] ?? [])
    .filter((item) => read && !read.includes(item))
    .map(
      (item) =>
        `expected.${list}: ${item} is not among ${list}, so it is never read: add it there, or remove it here`,
    );
}
