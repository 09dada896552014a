import type { Instant } from './calendar.ts';

export type Fields = Record<string, unknown>;

/**
 * One record of a log file, as eventVersion 1.11 has it
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html).
 * Only what the sample itself reads is named here. A field that is undefined is not in the JSON.
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

/** A record, and when and how it is delivered. */
export interface Occurrence {
  at: Instant;
  record: CloudTrailRecord;
  /** `late`: hours after the event, in the next day's folder; `twice`: in a second file too */
  delivery?: 'late' | 'twice' | undefined;
}
