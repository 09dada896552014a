/**
 * One record of a log file, as eventVersion 1.11 has it
 * (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html).
 * A field that is undefined is left out of the JSON. Fields of type unknown are those whose JSON type varies in real logs.
 */
export interface CloudTrailRecord {
  eventVersion: string;
  userIdentity: UserIdentity;
  eventTime: string;
  eventSource: string;
  eventName: string;
  awsRegion: string;
  sourceIPAddress: string;
  userAgent: unknown;
  errorCode?: string | undefined;
  errorMessage?: string | undefined;
  requestParameters: unknown;
  responseElements: unknown;
  additionalEventData?: Fields | undefined;
  requestID?: string | undefined;
  eventID: string;
  readOnly: unknown;
  resources?: Resource[] | undefined;
  eventType: string;
  apiVersion?: string | undefined;
  managementEvent: boolean;
  recipientAccountId: string;
  sharedEventID?: string | undefined;
  vpcEndpointId?: string | undefined;
  vpcEndpointAccountId?: string | undefined;
  serviceEventDetails?: Fields | undefined;
  eventCategory: string;
  tlsDetails?: Fields | undefined;
  sessionCredentialFromConsole?: unknown;
}

export type Fields = Record<string, unknown>;

export interface UserIdentity {
  type?: string;
  accountId?: string;
  [field: string]: unknown;
}

export interface Resource {
  accountId?: string;
  type?: string;
  ARN: string;
}

/** A record on its way to a log file of its account and region. */
export interface Occurrence {
  at: number;
  account: string;
  region: string;
  record: CloudTrailRecord;
  /** `late`: hours after the event, in the next day's folder; `twice`: in a second file too */
  delivery?: 'late' | 'twice';
}

export function occurrence(at: number, record: CloudTrailRecord): Occurrence {
  return { at, account: record.recipientAccountId, region: record.awsRegion, record };
}
