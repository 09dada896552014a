/** What a run reads its logs with, and what it writes to. */
import type { Config } from '../config/config.ts';
import type { Archive, LogSource, QueryEngine } from '../ports.ts';
import type { Plan } from '../run/run.ts';
import type { QueryLimits } from '../steps/poll-query.ts';
import type { TableConfig } from '../table/table-config.ts';
import type { EngineName } from './options.ts';

/** How the command line uses an engine. One file each: engine-duckdb.ts, engine-athena.ts. */
export interface Engine {
  name: EngineName;
  /** whether scanned bytes are paid for */
  charged: boolean;
  /** what is wrong with the places on this machine that the options name */
  faults?(): Promise<string[]>;
  /** what is wrong with what the options name elsewhere; asked when all else is right */
  remoteFaults?(): Promise<string[]>;
  /** The bounds asked for; a missing bound is the engine's own, where it has one. */
  range?(bounds: Bounds, timezone: string, now: string): Promise<Bounds>;
  /** The logs, by a name that no others have. Asked when all else is right. */
  source(table: TableConfig): Promise<string>;
  /**
   * @returns the plan, with what the engine knows of the logs that it reads
   * @throws RequestError where they leave out what the plan asks for
   */
  covered?(plan: Plan, config: Config, now: string): Promise<Plan>;
  /** The plan, with the scheduled runs in the archive whose events it can read in place of logs. */
  withPast?(plan: Plan, out: Out, config: Config): Promise<Plan>;
  /** What the plan's queries would read. */
  estimate(plan: Plan, config: Config): Promise<Estimate>;
  open(input: OpenInput): Promise<OpenEngine>;
  /** Of logs in S3: what was asked of it so far, which AWS charges, and the bytes of log files that came. */
  requests?(): { lists: number; gets: number; bytes: number };
}

export interface Bounds {
  from?: string | undefined;
  to?: string | undefined;
}

/** What a run would read; or why that is not known. */
export type Estimate =
  | {
      files: number;
      bytes: number;
      /** whether all files were counted; else there are more */
      complete: boolean;
      /** bytes read by each of the queries, in their order */
      scannedBytes: number[];
      /** folders with log files that are asked for and that the table does not read */
      notProjected?: readonly string[];
      /** bytes at which the engine stops a query; absent: it does not, or that is not known */
      scanLimit?: number | undefined;
    }
  | { error: string };

export interface OpenInput {
  plan: Plan;
  config: Config;
  /** the archive where it is a directory: room for what does not fit into memory */
  directory: string | undefined;
  archive: Archive;
  onRead(read: { files: number; bytes: number }): void;
}

export interface OpenEngine {
  engine: QueryEngine;
  logs: LogSource;
  limits: QueryLimits;
  /** states of the flow that take the definition's own time: another service needs it */
  paced: readonly string[];
  close(): Promise<void>;
  /** Cleans up when a person breaks the run off. */
  abandon(): Promise<void>;
}

/** Where `--out` leads. One file each: out-directory.ts, out-bucket.ts. */
export interface Out {
  archive: Archive;
  /** absent where it is a bucket */
  directory?: string;
  /** why nothing can be written there, as far as this machine knows */
  faults?(): Promise<string[]>;
  /** why nothing can be written there, found by trying when all else is right */
  remoteFaults(): Promise<string[]>;
  /**
   * Removes the files of an earlier run of the same id, in this order, as far as they are there.
   *
   * @throws RequestError where this user may not
   */
  clear(folder: string, files: readonly string[]): Promise<void>;
}
