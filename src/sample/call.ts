import { isoOf } from './calendar.ts';
import { ALPHANUMERIC, KEY_ALPHABET, type Random } from './random.ts';
import type { CloudTrailRecord, Fields, Scene, Session } from './record.ts';

/** A sort of work, by the calls that it takes. */
// biome-ignore format: a list
export type Habit = 'person' | 'admin' | 'web' | 'app' | 'deploy' | 'terraform' | 'scan' | 'monitor' | 'backup' | 'scaling' | 'service';

/** One API operation. `{word}` in a text is filled in: see `fill`. */
export interface Call {
  /** event source without `.amazonaws.com` */
  service: string;
  name: string;
  /** who calls it, and how often beside the other calls of the same habit */
  by: Partial<Record<Habit, number>>;
  request: Fields | null;
  response: Fields | null;
}

interface Service {
  apiVersion?: string;
  additionalEventData?: Fields;
  /** what the calls are done to, with the field of the request that names it */
  resource?: { type: string; arn: string; field: string };
}

/** Their calls are recorded in us-east-1, wherever they are made. */
const GLOBAL_SERVICES = 'account ce health iam organizations'.split(' ');

// biome-ignore format: a table
const SERVICES: Record<string, Service> = {
  ec2: { apiVersion: '2016-11-15' },
  logs: { apiVersion: '20140328' },
  monitoring: { apiVersion: '2010-08-01' },
  dynamodb: { apiVersion: '2012-08-10', resource: { type: 'AWS::DynamoDB::Table', arn: 'arn:aws:dynamodb:{region}:{account}:table/{tableName}', field: 'tableName' } },
  kms: { resource: { type: 'AWS::KMS::Key', arn: 'arn:aws:kms:{region}:{account}:key/{keyId}', field: 'keyId' } },
  s3: { additionalEventData: { SignatureVersion: 'SigV4', 'x-amz-id-2': '{hex}{hex}=' }, resource: { type: 'AWS::S3::Bucket', arn: 'arn:aws:s3:::{bucketName}', field: 'bucketName' } },
  sts: { resource: { type: 'AWS::IAM::Role', arn: '{roleArn}', field: 'roleArn' } },
};

const WORDS: Record<string, readonly string[]> = {
  user: 'tanaka suzuki alice ci-deploy backup-agent awsadmin'.split(' '),
  role: 'order-api-role web-instance deploy-production SecurityAudit shop-task'.split(' '),
  policy: 'ReadOnlyAccess PowerUserAccess AdministratorAccess'.split(' '),
  bucket: 'web-assets order-exports backups terraform-state athena-results'.split(' '),
  table: 'orders customers carts sessions audit-cursor'.split(' '),
  secret: 'prod/orders/db prod/payment/api-key staging/orders/db'.split(' '),
  stack: 'network shop-api shop-web audit'.split(' '),
  function: 'order-api payment-webhook image-resize nightly-invoice'.split(' '),
  range: '203.0.113.0/24 203.0.113.0/24 198.51.100.0/24 0.0.0.0/0'.split(' '),
};
const CODES: Record<string, (random: Random) => string> = {
  hex: (random) => random.hex(16),
  number: (random) => `${random.integer(100_000, 999_999)}`,
  key: (random) => random.text(16, KEY_ALPHABET),
  token: (random) => random.text(24, ALPHANUMERIC),
};
const READS = /^(Describe|Get|List|Lookup|Generate|Decrypt|Assume)/;

/** Values of another JSON type than usual, as in real logs. */
export const UNUSUAL_FORMS: readonly ((record: CloudTrailRecord) => Fields)[] = [
  ({ readOnly }) => ({ readOnly: `${readOnly}` }),
  ({ userAgent }) => ({ userAgent: [userAgent, 'exec-env/CloudShell'] }),
  ({ requestParameters }) => ({ requestParameters: JSON.stringify(requestParameters) }),
  () => ({ sessionCredentialFromConsole: false }),
  () => ({ eventVersion: '1.08', tlsDetails: undefined, additionalEventData: {} }),
];

export function isGlobal({ service }: Call): boolean {
  return GLOBAL_SERVICES.includes(service);
}

/** @param fails whether the call is refused: then it has an error code and no response */
export function recordOf(call: Call, session: Session, scene: Scene, fails = false): CloudTrailRecord {
  const { random, region } = scene;
  const eventTime = isoOf(scene.at);
  const { apiVersion, additionalEventData, resource } = SERVICES[call.service] ?? {};
  const known = { account: session.account, region, now: eventTime };
  const requestParameters = fill(call.request, random, known);
  const isData = /^(Get|Put)Object$/.test(call.name);
  const resources = resource &&
    requestParameters?.[resource.field] !== undefined && [
      {
        accountId: session.account,
        type: resource.type,
        ARN: fill(resource.arn, random, known, requestParameters),
      },
    ];
  return {
    eventVersion: '1.11',
    userIdentity: session.identity,
    eventTime,
    eventSource: `${call.service}.amazonaws.com`,
    eventName: call.name,
    awsRegion: region,
    sourceIPAddress: session.address,
    userAgent: session.agent,
    ...(fails && failureOf(call, session, random)),
    requestParameters,
    responseElements: fails ? null : fill(call.response, random, known, requestParameters),
    additionalEventData: fill(additionalEventData, random, known),
    requestID: random.uuid(),
    eventID: random.uuid(),
    readOnly: READS.test(call.name),
    ...(resources && { resources }),
    eventType: 'AwsApiCall',
    apiVersion,
    managementEvent: !isData,
    recipientAccountId: session.account,
    eventCategory: isData ? 'Data' : 'Management',
    ...channelOf(call, session, region),
  };
}

/** Replaces each `{word}`: by one of WORDS, by one of CODES, or by what is known or requested under that name. */
function fill<T>(template: T, random: Random, known: Fields, request?: Fields | null): T;
function fill(template: unknown, random: Random, known: Fields, request?: Fields | null): unknown {
  if (typeof template === 'string')
    return template.replace(/\{(\w+)\}/g, (_, word: string) => {
      const words = WORDS[word];
      return words ? random.pick(words) : `${CODES[word]?.(random) ?? known[word] ?? request?.[word]}`;
    });
  if (Array.isArray(template)) return template.map((item) => fill(item, random, known, request));
  if (typeof template !== 'object' || template === null) return template;
  const filled: Fields = {};
  for (const [name, value] of Object.entries(template)) filled[name] = fill(value, random, known, request);
  return filled;
}

function channelOf(call: Call, session: Session, region: string): Fields {
  // AWS itself shows no TLS.
  if (/^AWS Internal$|\.amazonaws\.com$/.test(session.address)) return {};
  const host = isGlobal(call) ? call.service : `${call.service}.${region}`;
  const tlsDetails = tlsWith(`${host}.amazonaws.com`);
  if (session.console) return { tlsDetails, sessionCredentialFromConsole: 'true' };
  if (!session.address.startsWith('10.')) return { tlsDetails };
  return { tlsDetails, vpcEndpointId: 'vpce-0c3d5e7f9a1b2c4d6', vpcEndpointAccountId: session.account };
}

export function tlsWith(host: string): Fields {
  return { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: host };
}

/** Most refusals are for a missing permission, the others for too many calls. */
function failureOf({ service, name }: Call, { identity }: Session, random: Random): Fields {
  if (random.chance(0.2)) return { errorCode: 'ThrottlingException', errorMessage: 'Rate exceeded' };
  // The event names of Lambda carry a version that its actions do not.
  const action = `${service}:${name.replace(/20\d{6}(v2)?$/, '')}`;
  const errorMessage = `User: ${identity.arn} is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`;
  if (service === 'ec2') return { errorCode: 'Client.UnauthorizedOperation', errorMessage };
  const errorCode = /^(iam|sts|s3)$/.test(service) ? 'AccessDenied' : 'AccessDeniedException';
  return { errorCode, errorMessage };
}
