/**
 * What the core needs of the world. Adapters (src/adapters/) implement these, one file a place wires them;
 * every pair of adapters passes one suite in test/contract/.
 */

import type { Plan, ResendInput } from './run/run.ts';

/** The present, as an ISO 8601 instant in UTC with milliseconds: `2026-11-22T07:00:00.000Z`. */
export type Clock = () => string;

export interface Query {
  sql: string;
  /** one string value for each positional `?`, bare: quoting is the engine's business */
  parameters: readonly string[];
  /** the same token names the same query execution, however often it is started */
  token: string;
}

export interface QueryExecution {
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  /** bytes of log data the engine read for this query so far */
  scannedBytes: number;
  /** time the engine worked on it so far */
  milliseconds: number;
  /** where the result lies; present once succeeded */
  resultLocation?: string;
  /** present once failed or cancelled */
  error?: { message: string; retryable: boolean };
}

/** Runs SQL: Athena, or DuckDB on one machine. */
export interface QueryEngine {
  /** @returns the query execution's id, at once: the query goes on by itself */
  start(query: Query): Promise<string>;
  poll(queryExecutionId: string): Promise<QueryExecution>;
  /**
   * The result in the form of Athena's result file: a header row, every value quoted, quotes doubled,
   * NULL as an unquoted empty field, rows ended by LF, no BOM.
   */
  result(resultLocation: string): AsyncIterable<Uint8Array>;
  stop(queryExecutionId: string): Promise<void>;
}

/** Keeps the files of runs: an S3 bucket, or a directory. Keys use `/`. */
export interface Archive {
  /** Writes the whole content under the key or, where the content ends in an error, nothing. Replaces. */
  write(
    key: string,
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    contentType: string,
  ): Promise<void>;
  /**
   * Writes `after` where the key still holds `before` (undefined: where it does not exist), and else nothing. Of several
   * that try at the same time one succeeds.
   *
   * @returns whether it was written
   */
  exchange(
    key: string,
    before: Uint8Array | undefined,
    after: Uint8Array,
    contentType: string,
  ): Promise<boolean>;
  /** @returns the content, or undefined where the key does not exist */
  read(key: string): Promise<Uint8Array | undefined>;
  /** @returns the keys that begin with a prefix that ends in a slash, in their order */
  list(prefix: string): Promise<string[]>;
  /** Where a person finds the key: `s3://bucket/key`, or a path. */
  locate(key: string): string;
}

/** A message ready to go: RFC 5322 bytes and their envelope. */
export interface OutgoingMessage {
  from: string;
  to: readonly string[];
  raw: Uint8Array;
}

/** Delivers a message: SES. One machine has none: there the archived message is all. */
export interface Mailer {
  /**
   * @returns the id that the service gave the message
   * @throws MailError where it was not sent, or may not have been
   */
  send(message: OutgoingMessage): Promise<string | undefined>;
}

/** An execution of the flow. */
export interface Execution {
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** why it can not go on from where it failed; absent where it can */
  notRedrivable?: string;
}

/** Runs the flow under names, each of which is used once: Step Functions. */
export interface Executions {
  /**
   * @returns whether it was started before, and may be running, have succeeded or have failed; also false for one that
   * goes on with the same input
   * @throws RequestError where the input is larger than an execution's may be; nothing is started then
   */
  start(name: string, input: Plan | ResendInput): Promise<{ alreadyStarted: boolean }>;
  /** @returns undefined where there is none, or it ended so long ago that it is forgotten */
  describe(name: string): Promise<Execution | undefined>;
  /** Lets an execution that failed go on from where it did. */
  redrive(name: string): Promise<void>;
  /** Where a person finds the execution: its ARN. */
  locate(name: string): string;
}

export interface DamagedFile {
  /** as the place names it: a path below the logs directory, or an S3 key */
  file: string;
  reason: string;
}

/** A folder that is there and cannot be listed: what lies in it is not known. */
export interface UnreadableFolder {
  /** a path below the logs directory */
  folder: string;
  reason: string;
}

/** What lay in the partitions of a run, whatever its reports found in it. */
export interface LogSurvey {
  files: number;
  /** how many of them in the folders of each UTC day that has any, by day: `2026/11/21` */
  days: Readonly<Record<string, number>>;
  /** as stored: compressed */
  bytes: number;
  /** whether all was counted; else there is more than `files`, `days` and `bytes` say */
  complete: boolean;
  damaged: readonly DamagedFile[];
  /** absent: none */
  unreadable?: readonly UnreadableFolder[];
  /** folders with log files of those days that are not counted, for the table does not read them; absent: none */
  notProjected?: readonly string[];
  /** records without a readable eventTime: no window can hold them, so no report shows them */
  recordsWithoutTime: number;
}

/** Says whether there were logs to report on. */
export interface LogSource {
  survey(): Promise<LogSurvey>;
}
