import { type Instant, isoOf } from './calendar.ts';
import { VIRGINIA } from './company.ts';
import { failureOf } from './failures.ts';
import type { Random } from './random.ts';
import type { CloudTrailRecord, Fields, Occurrence, UserIdentity } from './record.ts';

/** Someone or something at work: the same identity, address and agent over many calls. */
export interface Session {
  account: string;
  identity: UserIdentity;
  sourceIPAddress: string;
  userAgent: string;
  /** `console`: in a browser; `endpoint`: through a VPC endpoint; `service`: AWS itself, which shows no TLS */
  channel: 'console' | 'sdk' | 'endpoint' | 'service';
}

export interface Scene {
  random: Random;
  session: Session;
  region: string;
  at: Instant;
}

/** One API operation: how its records look. */
export interface Call {
  /** event source without `.amazonaws.com` */
  service: string;
  name: string;
  readOnly: boolean;
  /** IAM and the like record in us-east-1 wherever they are called from */
  global: boolean;
  /** STS tells anyone who they are; all else can be refused */
  refusable: boolean;
  request: (scene: Scene) => Fields | null;
  response: (scene: Scene, request: Fields | null) => Fields | null;
  more: (scene: Scene, request: Fields | null) => Partial<CloudTrailRecord>;
  /** what another account's trail holds of the same call */
  echo?: (scene: Scene, record: CloudTrailRecord) => Occurrence;
}

const GLOBAL_SERVICES = new Set(['iam', 'organizations', 'account', 'ce', 'health']);
const nothing = (): null => null;
const noMore = (): Partial<CloudTrailRecord> => ({});

export function read(
  service: string,
  name: string,
  request: Call['request'] = nothing,
  rest: Partial<Call> = {},
): Call {
  const global = GLOBAL_SERVICES.has(service);
  return {
    service,
    name,
    readOnly: true,
    global,
    refusable: true,
    request,
    response: nothing,
    more: noMore,
    ...rest,
  };
}

export function write(
  service: string,
  name: string,
  request: Call['request'],
  rest: Partial<Call> = {},
): Call {
  return { ...read(service, name, request, rest), readOnly: false };
}

export function regionOf(call: Call, region: string): string {
  return call.global ? VIRGINIA : region;
}

/** @param fails whether the call is refused: then it has an error code and no response */
export function recordOf(call: Call, scene: Scene, fails: boolean): CloudTrailRecord {
  const { random, session, region, at } = scene;
  const request = call.request(scene);
  const failure = fails ? failureOf(call, scene) : undefined;
  const record: CloudTrailRecord = {
    eventVersion: '1.11',
    userIdentity: session.identity,
    eventTime: isoOf(at),
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: session.sourceIPAddress,
    userAgent: session.userAgent,
    errorCode: failure?.errorCode,
    errorMessage: failure?.errorMessage,
    requestParameters: request,
    responseElements: failure ? null : call.response(scene, request),
    requestID: random.uuid(),
    eventID: random.uuid(),
    readOnly: call.readOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: session.account,
    eventCategory: 'Management',
    ...channelDetails(call, scene),
  };
  return Object.assign(record, call.more(scene, request));
}

function channelDetails({ service, global }: Call, { session, region }: Scene): Partial<CloudTrailRecord> {
  if (session.channel === 'service') return {};
  const host = global ? `${service}.amazonaws.com` : `${service}.${region}.amazonaws.com`;
  const tlsDetails = {
    tlsVersion: 'TLSv1.3',
    cipherSuite: 'TLS_AES_128_GCM_SHA256',
    clientProvidedHostHeader: host,
  };
  if (session.channel === 'console') return { tlsDetails, sessionCredentialFromConsole: 'true' };
  if (session.channel === 'sdk') return { tlsDetails };
  const vpcEndpointId = `vpce-0${session.account.slice(0, 4)}${region.length}c3d5e7f9a1b`;
  return { tlsDetails, vpcEndpointId, vpcEndpointAccountId: session.account };
}

/** `arn:aws:kms:REGION:ACCOUNT`, to be followed by the resource */
export function arn({ session, region }: Scene, service: string): string {
  return `arn:aws:${service}:${region}:${session.account}`;
}
