/** What a deployment with the default settings costs a month, as the tables of docs/operations.md. */
import { numbersIn } from '../src/mail/numbers.ts';

/** What one run made of its logs. */
export interface Measured {
  /** of the measurement: `2026-11-28` */
  date: string;
  events: number;
  reports: number;
  logFiles: number;
  /** as stored: gzipped */
  logBytes: number;
  /** of all reports, plain and gzipped */
  csvBytes: number;
  gzipBytes: number;
  /** processor seconds that the archive step takes for a gigabyte of plain CSV */
  archiveSecondsPerGigabyte: number;
}

/** US dollars in us-east-1, November 2026; free tiers are left out. */
const USD = {
  // https://aws.amazon.com/athena/pricing/
  athenaTerabyte: 5,
  // https://aws.amazon.com/s3/pricing/
  standardGigabyteMonth: 0.023,
  coldGigabyteMonth: 0.004,
  put: 0.005 / 1000,
  get: 0.0004 / 1000,
  toCold: 0.02 / 1000,
  // https://aws.amazon.com/lambda/pricing/ (arm64)
  lambdaGigabyteSecond: 0.0000133334,
  // https://aws.amazon.com/step-functions/pricing/
  transition: 0.025 / 1000,
  // https://aws.amazon.com/ses/pricing/
  mail: 0.1 / 1000,
  attachedGigabyte: 0.12,
  // https://aws.amazon.com/kms/pricing/
  keyMonth: 1,
  keyRequest: 0.03 / 10_000,
  // https://aws.amazon.com/cloudwatch/pricing/
  alarmMonth: 0.1,
  metricMonth: 0.3,
};

const DAYS = 30;
/** A query reads the day folders of the run's day and of the day before, and the empty one of the day after. */
const DAYS_READ = 2;
/** Many of CloudTrail's files are smaller and few are larger: a file for each account and region every few minutes. */
const LOG_FILE_BYTES = 100_000;
/** `athena.results`: infra/workgroup.yml */
const RESULT_DAYS = 7;
const COLD_AFTER_DAYS = 90;
const YEARS = [1, 7] as const;
/** `archiveReport`: one processor, https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html */
const ARCHIVE_GIGABYTES = 1769 / 1024;
/** of the rest of a run: starts, polls, the mail */
const OTHER_GIGABYTE_SECONDS = 15;
/** of a report, with a query of a minute: starts it, waits, polls and decides 8 times, archives */
const TRANSITIONS = 2 + 3 * 8;
const MAIL_BYTES = 9_000_000;
const PART_BYTES = 5 * 2 ** 20;
const OVERDUE_TRANSITIONS = 24 * 4;
const ALARMS = 5;

const GIGABYTES = [1, 100, 1000] as const;

export function costTables(measured: Measured): string {
  const { number } = numbersIn('en');
  const ratio = (bytes: number) => (bytes / measured.logBytes).toFixed(2);
  const size = (bytes: number) => `${number(Math.round(bytes / 1e6))} MB`;
  const columns = GIGABYTES.map((gigabytes) => costs(gigabytes, measured));
  const rows = columns[0]?.map(({ name }, at) => [
    name,
    ...columns.map((column) => dollars(column[at]?.usd ?? 0)),
  ]);
  return [
    `Measured ${measured.date} (\`npm run bench -- cost\`), ${number(measured.events)} events in ${number(measured.logFiles)} log files: logs ${size(measured.logBytes)} gzipped;`,
    `CSVs of ${measured.reports} reports ${size(measured.csvBytes)}, gzipped ${size(measured.gzipBytes)} (${ratio(measured.gzipBytes)} of the logs).`,
    '',
    ...table(
      ['USD a month, with gzipped logs a day of', ...GIGABYTES.map((gigabytes) => `${number(gigabytes)} GB`)],
      rows ?? [],
    ),
  ].join('\n');
}

function costs(gigabytes: number, measured: Measured): { name: string; usd: number }[] {
  const { reports, logBytes, csvBytes, gzipBytes, archiveSecondsPerGigabyte } = measured;
  const plain = (gigabytes * csvBytes) / logBytes;
  // The mail is archived too, with what it attaches.
  const stored = (gigabytes * gzipBytes) / logBytes + MAIL_BYTES / 1e9;
  const reads = ((gigabytes * 1e9) / LOG_FILE_BYTES) * DAYS_READ * reports * DAYS;
  const archiveGigabyteSeconds = plain * archiveSecondsPerGigabyte * ARCHIVE_GIGABYTES;
  const files = 2 * reports + 2;
  const parts = ((stored + plain) * 1e9) / PART_BYTES;
  const perMonth = [
    ['Athena: bytes read', (reports * gigabytes * DAYS_READ * DAYS * USD.athenaTerabyte) / 1000],
    ['S3: requests for log files', reads * USD.get],
    ['S3: requests for results, archive and moves', DAYS * ((files + parts) * USD.put + files * USD.toCold)],
    ["S3: Athena's results, for a week", plain * RESULT_DAYS * USD.standardGigabyteMonth],
    ['Lambda', DAYS * (archiveGigabyteSeconds + OTHER_GIGABYTE_SECONDS) * USD.lambdaGigabyteSecond],
    [
      'Step Functions, alarms',
      DAYS * (reports * TRANSITIONS + 3 + OVERDUE_TRANSITIONS) * USD.transition +
        ALARMS * USD.alarmMonth +
        USD.metricMonth,
    ],
    ['SES, for each recipient', DAYS * (USD.mail + (MAIL_BYTES / 1e9) * USD.attachedGigabyte)],
  ] as const;
  const running = perMonth.reduce((sum, [, usd]) => sum + usd, 0);
  const storage = YEARS.map((years) => storedUsd(stored, years));
  return [
    ...perMonth.map(([name, usd]) => ({ name, usd })),
    ...YEARS.map((years, at) => ({ name: `the archive after ${yearsOf(years)}`, usd: storage[at] ?? 0 })),
    ...YEARS.map((years, at) => ({
      name: `**together after ${yearsOf(years)}**`,
      usd: running + (storage[at] ?? 0),
    })),
    {
      name: 'more with `kmsKeyArn`',
      usd: USD.keyMonth + DAYS * (files + parts) * USD.keyRequest,
    },
    {
      name: 'more with `logs.kmsKeyArn`, without S3 Bucket Key',
      usd: reads * USD.keyRequest,
    },
  ];
}

/** What is stored then costs a month. */
function storedUsd(gigabytesPerDay: number, years: number): number {
  const cold = years * 365 - COLD_AFTER_DAYS;
  return gigabytesPerDay * (COLD_AFTER_DAYS * USD.standardGigabyteMonth + cold * USD.coldGigabyteMonth);
}

const yearsOf = (years: number) => (years === 1 ? 'a year' : `${years} years`);

/** To three digits, or to the cent. */
function dollars(usd: number): string {
  const digits = usd >= 100 ? Number(usd.toPrecision(3)) : usd;
  return digits.toLocaleString(
    'en-US',
    usd >= 100 ? {} : { minimumFractionDigits: 2, maximumFractionDigits: 2 },
  );
}

function table(head: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)];
}
