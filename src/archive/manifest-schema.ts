/** `docs/manifest.schema.json` is made of this (`npm run schema`): the shape of `src/run/manifest.ts`, for other programs. */
import { z } from 'zod';
import { SEEN_KINDS, SEVERITIES, VERDICT_WORDS } from '../run/judgement.ts';
import { MANIFEST_VERSION } from '../run/manifest.ts';

const { array, exactOptional, literal, object, record, string } = z;

const count = () => z.int().min(0);
const counts = () => record(string(), count());
const texts = () => array(string());
const instant = () => string().describe('an instant in UTC: 2026-11-21T22:00:00Z');
const eventTime = () => string().describe('as CloudTrail writes it: 2026-11-21T07:00:00Z');
const file = () => string().describe("a file's name in the run's folder");

const window = object({
  from: instant(),
  to: instant(),
  timezone: string().describe('IANA name of the zone in which the window was made'),
}).describe('half-open: from is in it, to is not');

const partitions = object({
  from: string().describe('first UTC day whose folders are read: 2026/11/21'),
  to: string().describe('last UTC day, included'),
  accounts: exactOptional(texts()).describe('absent: all'),
  regions: exactOptional(texts()).describe('absent: all'),
});

const cutoffs = object({ from: instant(), to: instant() }).describe(
  'of a scheduled run: files delivered from the first on may hold late events; from the second on they are left to the next',
);

const events = object({
  sql: string(),
  derived: exactOptional(
    array(object({ name: string(), sql: string(), source: object({ file: string(), line: count() }) })),
  ),
  parameters: texts().describe('a value for each ? in the SQL'),
}).describe("what every report reads FROM: a statement that ran is WITH, this SQL, and the report's");

const runFile = object({
  file: file(),
  role: z.enum(['rows', 'counts', 'figures', 'seen', 'new', 'message']),
  report: exactOptional(string()).describe('id of the report; absent of a file of the whole run'),
  contentType: string(),
  bytes: count(),
  sha256: string().regex(/^[0-9a-f]{64}$/),
});

const report = object({
  id: string(),
  title: string(),
  status: z.enum(['succeeded', 'failed']),
  sql: exactOptional(string()).describe("the report's own SQL"),
  rows: exactOptional(count()).describe('absent where the report failed, like the rest but error'),
  mutedRows: exactOptional(count()),
  lateRows: exactOptional(count()).describe('rows of events before the window; absent: none'),
  tooLarge: exactOptional(
    object({
      bytes: count().describe('of the rows as a CSV'),
      place: exactOptional(string()).describe("where the rows are, or the run's events in its history"),
    }),
  ).describe('its file has counts in place of rows; absent: rows'),
  scannedBytes: exactOptional(count()),
  milliseconds: exactOptional(count()),
  error: exactOptional(object({ name: string(), message: string() })),
});

const warning = z
  .looseObject({ code: string(), message: string().describe('in English') })
  .describe('other fields go with the code');

const coverage = object({
  hours: count().describe('clock hours that the window touches'),
  accounts: array(
    object({
      account: string(),
      events: count(),
      regions: counts(),
      firstEventTime: eventTime(),
      lastEventTime: eventTime(),
      hoursWithEvents: count(),
      silence: exactOptional(object({ from: string(), to: string() })),
    }),
  ),
  regions: texts(),
  silent: object({
    accounts: array(
      object({
        account: string(),
        expected: z.enum(['configuration', 'last-run']),
        lastEventTime: exactOptional(eventTime()),
      }),
    ),
    regions: texts(),
    sinceLastRun: array(object({ region: string(), accounts: texts() })),
  }),
  reconciled: exactOptional(array(object({ report: string(), events: count(), rows: count() }))),
  comparedWith: exactOptional(string()).describe('id of the last run'),
});

const controlRow = object({
  eventtime: eventTime(),
  eventid: exactOptional(string()),
  eventname: exactOptional(string()),
  identity: exactOptional(string()),
  sourceipaddress: exactOptional(string()),
  recipientaccountid: exactOptional(string()),
  awsregion: exactOptional(string()),
  outcome: exactOptional(string()),
  detail: exactOptional(string()),
  principal: exactOptional(string()).describe('as in seen.json.gz'),
});

const control = object({
  id: string(),
  title: string(),
  severity: z.enum(SEVERITIES),
  standards: record(string(), string()).describe('its numbers, by the name of the standard'),
  status: z.enum(['people', 'grouped', 'quiet', 'not-observable', 'unknown']),
  events: count().describe('of callers in no group'),
  rows: array(controlRow).describe('the newest, at most ten'),
  grouped: exactOptional(counts()).describe('events by the group of their caller'),
});

const controlChange = object({
  since: string().describe('id of the scheduled run right before'),
  again: texts(),
  started: texts(),
  ended: texts(),
}).describe('ids of the controls that make the verdict of both runs, of this one alone, of that one alone');

const seenKind = z.enum(SEEN_KINDS);

const seen = object({
  status: z.enum(['judged', 'learning']),
  days: count().describe('covered by the runs with which this one is compared'),
  runs: texts().describe('their ids, oldest first'),
  unread: exactOptional(array(object({ file: string(), reason: string() }))),
  newValues: count(),
  newByKind: z.partialRecord(seenKind, count()),
  first: array(
    object({
      kind: seenKind,
      key: texts(),
      first: eventTime(),
      last: eventTime(),
      events: count(),
      by: exactOptional(string()),
      where: exactOptional(texts()),
    }),
  ),
  dropped: exactOptional(count()),
  usual: array(
    object({
      report: string(),
      rows: count(),
      usual: exactOptional(
        object({ low: z.number(), high: z.number(), weekday: exactOptional(z.int().min(1).max(7)) }),
      ),
    }),
  ),
});

const verdict = object({
  words: array(z.enum(VERDICT_WORDS)),
  rule: object({ severity: z.enum(SEVERITIES), kinds: array(seenKind) }),
  controls: texts(),
  newValues: count(),
});

const review = object({
  runId: string(),
  date: string().describe('the local day on which its window begins: 2026-11-21'),
  status: z.enum(['reviewed', 'changed', 'open', 'unreadable']),
  reviewer: exactOptional(string()),
  at: exactOptional(instant()),
  note: exactOptional(string()),
  tickets: exactOptional(texts()),
  findings: exactOptional(object({ falseAlarm: count(), followedUp: count() })),
});

const logs = object({
  files: count(),
  bytes: count().describe('as stored; on one machine not of those whose events `past` has'),
  complete: z.boolean().describe('whether all were counted'),
  damaged: exactOptional(count()),
  passedOver: exactOptional(count()),
  notCovered: exactOptional(texts()),
  delivered: exactOptional(counts()).describe('log files by day folder, 2026/11/21'),
});

const history = object({
  place: string().describe('key prefix in the archive: events/run=RUN-ID-1'),
  rows: count(),
  kinds: texts(),
  columns: texts(),
  files: array(
    object({
      file: string().describe('name below place'),
      bytes: count(),
      checksum: exactOptional(object({ algorithm: string(), value: string() })),
    }),
  ),
  left: exactOptional(texts()).describe('places of failed attempts that left files; absent: none'),
}).describe("the run's events as Parquet, where the setting history is on");

const mail = object({
  subject: string(),
  from: string(),
  to: texts(),
  status: z.enum(['written', 'sent', 'refused', 'deferred', 'uncertain']),
  attempts: count(),
  resends: exactOptional(array(instant())),
  sentAt: exactOptional(instant()),
  messageId: exactOptional(string()),
  reason: exactOptional(string()),
});

export const manifestSchema = object({
  version: literal(MANIFEST_VERSION),
  toolVersion: exactOptional(string()).describe('of the tool that made the run'),
  runId: string(),
  trigger: z.enum(['schedule', 'manual']),
  status: z.enum(['succeeded', 'partial', 'failed']),
  window,
  partitions,
  cutoffs: exactOptional(cutoffs),
  source: exactOptional(string()).describe('the logs: a directory, or a table of Athena'),
  events: exactOptional(events),
  files: array(runFile).describe('every file of the run but the manifest'),
  reports: array(report),
  warnings: array(warning),
  coverage: exactOptional(coverage),
  controls: exactOptional(array(control)),
  controlChange: exactOptional(controlChange),
  seen: exactOptional(seen),
  networks: exactOptional(
    record(string(), object({ country: exactOptional(string()), owner: exactOptional(string()) })),
  ).describe('of addresses and networks that controls and seen show, by the MMDB files of the configuration'),
  verdict: exactOptional(verdict),
  reviews: exactOptional(array(review)).describe('of the scheduled runs before it, newest first'),
  logs: exactOptional(logs).describe('the log files; absent where they could not be checked'),
  history: exactOptional(history),
  past: exactOptional(texts()).describe(
    'of a run by hand: ids of the scheduled runs whose events it read in place of logs',
  ),
  scannedBytes: count().describe('by all reports'),
  mail,
}).meta({
  title: 'manifest.json of a run',
  description: 'Other fields may be added. See docs/stability.md.',
});

export function manifestJsonSchema(): object {
  return z.toJSONSchema(manifestSchema, { io: 'input' });
}
