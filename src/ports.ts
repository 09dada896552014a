/** What the core needs of the world. src/adapters/ implements it; every pair of adapters passes one suite in test/contract/. */

import type { HistoryFile } from './run/history.ts';
import type { NetworkName } from './run/judgement.ts';
import type { WebhookFormat } from './run/notified.ts';
import type { Plan, ResendInput } from './run/run.ts';
import type { FoundFiles, PassedOver, WarningDetails } from './run/warning.ts';

/** The present, as an ISO 8601 instant in UTC with milliseconds: `2026-11-22T07:00:00.000Z`. */
export type Clock = () => string;

export interface Query {
  sql: string;
  /** one string value for each positional `?`, not quoted */
  parameters: readonly string[];
  /** the same token names the same query execution, however often it is started */
  token: string;
  /** collect: write the rows as Parquet (zstd) below this prefix of the archive, in folders by the last column */
  into?: string;
}

export interface QueryExecution {
  state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  /** bytes of log data that the engine read for this query so far, and how long it worked */
  scannedBytes: number;
  milliseconds: number;
  /** what `result` reads; present once succeeded */
  resultLocation?: string;
  /** of a query with `into`, once succeeded: the rows in the files, read back, and the files' names below the prefix */
  written?: { rows: number; files: string[] };
  /** present once failed or cancelled */
  error?: {
    message: string;
    retryable: boolean;
    /** it would have read more than it may */
    scanLimit?: boolean;
    /** it may have failed on a log file that is damaged, and names none */
    unnamedLog?: boolean;
    /** the log file that it names, as `QueryEngine.logFile` takes it */
    file?: string;
  };
}

/** Runs SQL: Athena, or DuckDB on one machine. */
export interface QueryEngine {
  /** @returns the query execution's id, without waiting for the query */
  start(query: Query): Promise<string>;
  poll(queryExecutionId: string): Promise<QueryExecution>;
  /**
   * The result in the form of Athena's result file: a header row, every value quoted, quotes doubled,
   * NULL as an unquoted empty field, rows ended by LF, no BOM.
   */
  result(resultLocation: string): AsyncIterable<Uint8Array>;
  /** @returns how many bytes `result` gives */
  resultBytes(resultLocation: string): Promise<number>;
  stop(queryExecutionId: string): Promise<void>;
  /**
   * A log file as stored, where an error names one: `s3://bucket/key`.
   *
   * @returns undefined where it does not exist
   * @throws LogTooLargeError where it has more than `maxBytes`
   */
  logFile?(file: string, maxBytes: number): Promise<Uint8Array | undefined>;
}

/** Keeps the files of runs: an S3 bucket, or a directory. Keys use `/`. */
export interface Archive {
  /** of the gzipped files, 1 to 9; absent: zlib's own, for a place where bytes cost more than the processor's time */
  readonly gzipLevel?: number;
  /** Writes the whole content under the key, or nothing where the content ends in an error. Replaces what is there. */
  write(
    key: string,
    content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    contentType: string,
  ): Promise<void>;
  /**
   * Writes `after` only if the key still holds `before` (undefined: does not exist). Of several that try at the same time
   * one succeeds.
   *
   * @returns whether it was written
   */
  exchange(
    key: string,
    before: Uint8Array | undefined,
    after: Uint8Array,
    contentType: string,
  ): Promise<boolean>;
  /**
   * @returns the content, or undefined where the key does not exist
   * @throws Error where it has more than `maxBytes`
   */
  read(key: string, maxBytes?: number): Promise<Uint8Array | undefined>;
  /**
   * The content piece by piece, for files of any size. It may be left before its end.
   *
   * @throws Error where the key does not exist
   */
  content(key: string): AsyncIterable<Uint8Array>;
  /**
   * @param how `sizes`: checksums are not needed, for which S3 is asked file by file
   * @returns the files whose keys begin with the prefix, which ends in a slash, named without it, in their order
   */
  measure(prefix: string, how?: 'sizes'): Promise<HistoryFile[]>;
  /** @returns the keys that begin with the prefix, which ends in a slash, in their order */
  list(prefix: string): Promise<string[]>;
  /**
   * Takes what begins with the prefix, without a slash, for this caller alone: of several one gets true. Absent: nobody can.
   */
  claim?(prefix: string): Promise<boolean>;
  /** Where a person finds the key: `s3://bucket/key`, or a path. */
  locate(key: string): string;
}

/** An archive for those that only look. */
export type ArchiveReader = Pick<Archive, 'read' | 'content' | 'measure' | 'list' | 'locate'>;

/**
 * Country and owner of an address, `203.0.113.7`, or a network, `203.0.113.0/24`; undefined of anything else, and where nothing
 * is known.
 *
 * @throws Error where the database is damaged
 */
export type NetworkNames = (place: string) => NetworkName | undefined;

/** A message ready to go: RFC 5322 bytes and their envelope. */
export interface OutgoingMessage {
  from: string;
  to: readonly string[];
  raw: Uint8Array;
}

/** Sends a message: SES, or an SMTP server. */
export interface Mailer {
  /** what takes the messages, for people: `SES`, `smtp.example.com:587` */
  name: string;
  /** how a person has a mail sent again, as the end of a sentence */
  sendAgain: string;
  /**
   * @throws MailError where it was not sent, or may not have been
   */
  send(message: OutgoingMessage): Promise<TakenMessage>;
}

/** A message that was taken, for one recipient at least. */
export interface TakenMessage {
  /** that the service gave the message */
  messageId?: string;
  /** recipients for whom it was not taken, each with the reason; absent: none */
  notFor?: string;
}

/** Posts a message of a run: to a webhook. */
export interface Notifier {
  /** the host, for people */
  name: string;
  format: WebhookFormat;
  /** @throws Error where it was not taken, or may not have been; the message holds no secret */
  post(body: string): Promise<void>;
}

/** An execution of the flow. */
export interface Execution {
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  /** why it cannot continue from where it failed; absent where it can */
  notRedrivable?: string;
}

/** Runs the flow under names that are used once: Step Functions. */
export interface Executions {
  /**
   * @returns whether it was started before with another input or has ended; false also where it is running with this input
   * @throws RequestError where the input is larger than an execution's may be; nothing is started then
   */
  start(name: string, input: Plan | ResendInput): Promise<{ alreadyStarted: boolean }>;
  /** @returns undefined where it was never started, or ended too long ago */
  describe(name: string): Promise<Execution | undefined>;
  /** Continues an execution from where it failed. */
  redrive(name: string): Promise<void>;
  /** Where a person finds the execution: its ARN. */
  locate(name: string): string;
}

/** `file`: a path below the logs directory, or an S3 key */
export type DamagedFile = WarningDetails['damaged-log-file'];

/** A folder that cannot be listed, so that its content is not known. `folder`: a path below the logs directory */
export type UnreadableFolder = WarningDetails['unreadable-folder'];

/** The log files in the partitions of a run, whatever its reports found in them. */
export interface LogSurvey {
  files: number;
  /** how many of them are in the folders of each UTC day, by day: `2026/11/21` */
  days: Readonly<Record<string, number>>;
  /** as stored: compressed */
  bytes: number;
  /** whether everything was counted; else there is more than `files`, `days` and `bytes` say */
  complete: boolean;
  damaged: readonly DamagedFile[];
  /** absent: none */
  unreadable?: readonly UnreadableFolder[];
  /** what is not read, by reason, and not counted in `files`; absent: nothing */
  passedOver?: readonly PassedOver[];
  /** folders beside the log files that no report covers: `CloudTrail-NetworkActivity`, `s3://bucket/o-a1b2c3d4e5/AWSLogs/` */
  notCovered?: readonly string[];
  /** folders with log files of those days that are not counted, because the table does not read them; absent: none */
  notProjected?: readonly string[];
  /** records without a readable eventTime: they are in no window, so in no report */
  recordsWithoutTime: number;
  /** of a scheduled run */
  delivery?: DeliverySurvey;
}

/** What a scheduled run saw of the minutes of delivery in the names of log files. */
export interface DeliverySurvey {
  /** by day folder, `2026/11/21`, also of the older ones if they all were looked at: files named before the run's cutoff */
  delivered: Readonly<Record<string, number>>;
  /** the same: files named before the cutoff of the run before */
  deliveredBefore: Readonly<Record<string, number>>;
  /** files in the run's folders whose names have no minute: taken by event time alone */
  undated?: FoundFiles;
  /** files named too late for the runs that read their folders */
  unread?: FoundFiles;
  /** whether all older folders were looked at */
  isComplete: boolean;
}

export interface LogSource {
  survey(): Promise<LogSurvey>;
}
