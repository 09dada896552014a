import type { Instant } from './calendar.ts';
import type { Random } from './random.ts';

/** A field that is undefined is not in the JSON. */
export type Fields = Record<string, unknown>;

/**
 * One record of a log file, as eventVersion 1.11 has it. Only what the sample itself reads is named here.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export interface CloudTrailRecord extends Fields {
  userIdentity: UserIdentity;
  eventTime: string;
  eventSource: string;
  eventName: string;
  awsRegion: string;
  sourceIPAddress: string;
  errorMessage?: string | undefined;
  additionalEventData?: Fields | undefined;
  eventID: string;
  recipientAccountId: string;
}

export interface UserIdentity extends Fields {
  type?: string;
  accountId?: string;
  userName?: string;
}

/** When and where something is done. */
export interface Scene {
  random: Random;
  at: Instant;
  region: string;
}

/** Where requests come from. */
export interface Client {
  address: string;
  agent: string;
}

/** The same identity, address and agent over many calls. */
export interface Session extends Client {
  account: string;
  identity: UserIdentity;
  /** whether it was begun in the console */
  console?: boolean;
}
