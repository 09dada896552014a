import type { Config } from '../config/config.ts';

/** What the doctor checks on AWS. */
export interface Setup {
  config: Config;
  /** where the queries run */
  region: string;
  /** the present instant */
  now: string;
  logs: S3Place;
  /** whose log files are read, all of them: `2026-11-21`; undefined: none are */
  readDay?: string | undefined;
  workgroup: string;
  /** where results go if the workgroup does not say so */
  output?: string | undefined;
  archive: S3Place;
  /** the name of the stack is that of its schedule and state machine too */
  stack: string;
}

export interface S3Place {
  bucket: string;
  /** what comes before every key: empty, or ending in a slash */
  prefix: string;
}
