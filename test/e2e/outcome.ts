/** What a person finds when runs are over: in the archive, in the inbox. */

import { gunzipSync } from 'node:zlib';
import PostalMime, { type Email } from 'postal-mime';
import { statementOf } from '../../src/reports/statement.ts';
import type { Manifest } from '../../src/run/manifest.ts';
import type { Plan } from '../../src/run/run.ts';
import type { Account } from './account.ts';

export interface Outcome {
  runId: string;
  /** of the run's folder in the archive, by file name */
  files: ReadonlyMap<string, Buffer>;
  /** absent where the run wrote none */
  manifest: Manifest | undefined;
}

/** @param location as the start function answers it: `s3://bucket/runs/2025/10/30/RUN-ID` */
export async function outcomeOf(location: string, { buckets }: Account): Promise<Outcome> {
  const [, bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/(.+)$/.exec(location) ?? [];
  const files = new Map<string, Buffer>();
  for (const key of await buckets.keys(bucket, `${prefix}/`)) {
    files.set(key.slice(prefix.length + 1), await buckets.read(bucket, key));
  }
  const manifest = files.get('manifest.json');
  return {
    runId: prefix.slice(prefix.lastIndexOf('/') + 1),
    files,
    manifest: manifest && JSON.parse(manifest.toString()),
  };
}

export interface StartedRun {
  runId: string;
  executionArn: string;
  alreadyStarted: boolean;
  archive: string;
}

/** Starts a run, in whichever way, and waits until it is over. */
export async function runToEnd(started: ReturnType<Account['start']>, account: Account): Promise<Outcome> {
  const { output, error } = await started;
  if (error) throw new Error(`${error.errorType}: ${error.errorMessage}`);
  await account.settled();
  return outcomeOf((output as StartedRun).archive, account);
}

/** The CSVs of a run, by file name; large ones are stored gzipped. */
export function csvsOf({ files }: Pick<Outcome, 'files'>): Record<string, string> {
  return Object.fromEntries(
    [...files].flatMap(([name, content]) => {
      if (name.endsWith('.csv')) return [[name, content.toString()]];
      return name.endsWith('.csv.gz') ? [[name.replace(/\.gz$/, ''), gunzipSync(content).toString()]] : [];
    }),
  );
}

export function seenOf({ files }: Pick<Outcome, 'files'>): unknown {
  return JSON.parse(gunzipSync(files.get('seen.json.gz') ?? '').toString());
}

/** The mails that arrived about a run. */
export async function mailsOf(runId: string, { ses }: Account): Promise<Email[]> {
  const mails = await Promise.all(ses.sent.map(({ raw }) => PostalMime.parse(raw)));
  return mails.filter(({ headers }) => headers.some(({ value }) => value === runId));
}

/** How much has been done so far, by everybody's count. */
export async function deedsOf({ stepFunctions, athena, ses, buckets, archiveBucket }: Account) {
  return {
    executions: stepFunctions.executions.length,
    queries: athena.queries.length,
    mails: ses.sent.length,
    archived: (await buckets.keys(archiveBucket)).length,
  };
}

/** Which report a query is of: its statement follows from the plan. */
export function isQueryOf(report: string, { stepFunctions }: Account) {
  return ({ sql }: { sql: string }): boolean =>
    stepFunctions.executions.some(({ input }) => {
      const { run, reports = [] }: Partial<Plan> = JSON.parse(input);
      const planned = reports.find(({ id }) => id === report);
      return run && planned && statementOf(planned, run.events).sql === sql;
    });
}
