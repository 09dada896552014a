import { configSchema } from '../../src/config/config.ts';
import { verdictOf } from '../../src/judge/verdict.ts';
import { DETAILS } from '../../src/mail/detail.ts';
import type { MessageInput } from '../../src/mail/mime.ts';
import { summarize } from '../../src/mail/model.ts';
import type { MailInput } from '../../src/mail/summary.ts';
import type { Figures } from '../../src/run/figures.ts';
import type { ControlOutcome, SeenOutcome } from '../../src/run/judgement.ts';
import { MANIFEST_VERSION, type ManifestReport, type RunOutcome } from '../../src/run/manifest.ts';
import type { RunFile } from '../../src/run/result.ts';
import { warn } from '../../src/run/warning.ts';

/** A report that found 12 rows in one day. */
export function succeeded(changes: Partial<ManifestReport> = {}): ManifestReport {
  return {
    id: 'console-logins',
    title: 'Console logins',
    status: 'succeeded',
    rows: 12,
    mutedRows: 0,
    scannedBytes: 48_000_000,
    milliseconds: 800,
    ...changes,
  };
}

/** The file with the rows of a report. */
export function rowFile({ id }: Pick<ManifestReport, 'id'>, changes: Partial<RunFile> = {}): RunFile {
  const what = { role: 'rows', report: id, contentType: 'text/csv; charset=utf-8' } as const;
  return { file: `${id}.csv`, ...what, bytes: 5_212, sha256: 'e3b0', ...changes };
}

export function failed(changes: Partial<ManifestReport> = {}): ManifestReport {
  const error = { name: 'QueryFailedError', message: 'HIVE_BAD_DATA: not a number' };
  return { id: 'console-logins', title: 'Console logins', status: 'failed', error, ...changes };
}

export function figures(changes: Partial<Figures> = {}): Figures {
  return {
    columns: ['identity', 'sourceipaddress', 'eventtime'],
    rows: 12,
    mutedRows: 0,
    counts: [
      { column: 'identity', values: [{ value: 'alice', rows: 9 }], otherValues: 2, otherRows: 3 },
      {
        column: 'sourceipaddress',
        values: [{ value: '203.0.113.5', rows: 12 }],
        otherValues: 0,
        otherRows: 0,
      },
    ],
    hours: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 8 : hour === 14 ? 4 : 0)),
    oldest: '2026-11-21T00:10:00Z',
    newest: '2026-11-21T05:20:30Z',
    newestRows: [{ identity: 'alice', sourceipaddress: '203.0.113.5', eventtime: '2026-11-21T05:20:30Z' }],
    ...changes,
  };
}

/** A control that found nothing. */
export function control(changes: Partial<ControlOutcome> = {}): ControlOutcome {
  return {
    id: 'root-used',
    title: 'Root used',
    severity: 'high',
    standards: { 'CIS v7.0': '5.3' },
    status: 'quiet',
    events: 0,
    rows: [],
    ...changes,
  };
}

/** Thirty days of runs before, and nothing new. */
export function seen(changes: Partial<SeenOutcome> = {}): SeenOutcome {
  return {
    status: 'judged',
    days: 30,
    runs: [],
    newValues: 0,
    newByKind: {},
    first: [],
    usual: [],
    ...changes,
  };
}

/** A day in Tokyo on which all went well, unless changed. */
export function summaryInput(
  manifest: Partial<RunOutcome> = {},
  changes: Partial<MailInput> = {},
): MailInput {
  const reports = manifest.reports ?? [succeeded()];
  const whole = reports.filter(({ status }) => status === 'succeeded');
  const files = manifest.files ?? whole.map((report) => rowFile(report));
  const { status = 'succeeded', warnings = [] } = manifest;
  const verdict = verdictOf({ ...manifest, status, warnings, reports }, configSchema.parse({}).verdict);
  return {
    language: 'en',
    name: 'Acme',
    manifest: {
      version: MANIFEST_VERSION,
      files,
      runId: 'run-1',
      trigger: 'schedule',
      status,
      window: { from: '2026-11-20T15:00:00Z', to: '2026-11-21T15:00:00Z', timezone: 'Asia/Tokyo' },
      partitions: { from: '2026/11/20', to: '2026/11/22' },
      reports,
      warnings,
      logs: { files: 84, bytes: 12_300_000, complete: true },
      scannedBytes: 192_400_000,
      verdict,
      ...manifest,
    },
    planned: reports.map(({ id }) => ({ id, description: 'Every sign-in.', emptyIsGood: true })),
    controls: new Map(),
    figures: new Map(whole.map(({ id }) => [id, figures()])),
    archiveLocation: 's3://archive/runs/2026/11/21/run-1',
    attached: new Set(files.map(({ file }) => file)),
    cost: 0.0012,
    costCeiling: undefined,
    detail: DETAILS[0],
    ...changes,
  };
}

/** The mail of that day, without attachments. */
export function messageInput(changes: Partial<MessageInput> = {}): MessageInput {
  return {
    summary: changes.summary ?? summarize(summaryInput()),
    from: 'audit@example.com',
    to: ['security@example.com', 'ciso@example.com'],
    date: '2026-11-21T22:00:03.123Z',
    runId: 'run-1',
    attachments: [],
    ...changes,
  };
}

/** Four reports with as much in them as a busy day brings, or as many as asked for. */
export function fullInput(reports = 4): MailInput {
  const columns = Object.keys(BUSY);
  const full = figures({
    rows: 100_000,
    counts: columns.map((column) => ({
      column,
      values: Array.from({ length: 10 }, (_, at) => ({ value: `${BUSY[column]}${at}`, rows: 1000 - at })),
      otherValues: 5_000,
      otherRows: 90_000,
    })),
    hours: Array.from({ length: 24 }, (_, hour) => 1000 + hour),
    newestRows: Array.from({ length: 20 }, () => ({ eventtime: '2026-11-21T05:20:30Z', ...BUSY })),
  });
  const all = Array.from({ length: reports }, (_, at) =>
    succeeded({ id: `report-${at}`, title: `Report ${at}`, rows: 100_000 }),
  );
  return summaryInput({ reports: all }, { figures: new Map(all.map(({ id }) => [id, full])) });
}

/** The report `coverage` too, over an organization. */
export function withCoverage({ manifest, figures: counted, ...input }: MailInput): MailInput {
  const regions = Array.from({ length: 17 }, (_, at) => `ap-northeast-${at}`);
  const accounts = Array.from({ length: 300 }, (_, at) => ({
    account: String(111122223333 + at),
    events: 12_345,
    regions: Object.fromEntries(regions.map((region) => [region, 2000])),
    firstEventTime: '2026-11-20T15:04:00Z',
    lastEventTime: '2026-11-21T14:58:00Z',
    hoursWithEvents: 12,
    silence: { from: '2026-11-20T18:04:00Z', to: '2026-11-21T02:58:00Z' },
  }));
  const ids = accounts.map(({ account }) => account);
  const sinceLastRun = regions.map((region) => ({ region, accounts: ids }));
  const silent = { accounts: [], regions: [], sinceLastRun };
  const reports = [...manifest.reports, succeeded({ id: 'coverage', title: 'Coverage', rows: 5100 })];
  return {
    ...input,
    manifest: { ...manifest, reports, coverage: { hours: 24, accounts, regions, silent } },
    figures: new Map([...counted, ['coverage', figures({ coverage: accounts })]]),
  };
}

const BUSY: Record<string, string> = {
  identity: 'assumed-role/AWSReservedSSO_AdministratorAccess_0a1b2c3d4e5f6a7b/someone@example.com',
  eventname: 'ListDistributionsByResponseHeadersPolicyId',
  sourceipaddress: '2001:db8:85a3::8a2e:370:7334',
  awsregion: 'ap-northeast-1',
  outcome: 'Success',
};

/** What a manifest holds where there were no log files. */
export const NO_LOGS = {
  logs: { files: 0, bytes: 0, complete: true },
  warnings: [warn('no-log-files', { from: '2026/11/20', to: '2026/11/21' })],
};
