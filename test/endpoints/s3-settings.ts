import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';

/** The settings of a bucket; what is absent is not set. */
export interface BucketSettings {
  region: string;
  publicAccessBlock?: PublicAccessBlockConfiguration;
  /** whether its policy lets anybody in; absent: it has no policy */
  isPublic?: boolean;
  /** the group that its access control list lets in: AllUsers, AuthenticatedUsers */
  grantee?: string;
  encryption?: string;
  /** the key of KMS */
  key?: string;
  /** the rules of its lifecycle, as S3's XML has them */
  lifecycle?: string;
  /** what is refused: GetPublicAccessBlock, HeadBucket, PutObject, … */
  denied?: readonly string[];
}

export interface SettingsAnswer {
  status: number;
  headers?: Record<string, string>;
  xml?: string;
}

const QUERIES = {
  publicAccessBlock: 'GetPublicAccessBlock',
  policyStatus: 'GetBucketPolicyStatus',
  acl: 'GetBucketAcl',
  encryption: 'GetBucketEncryption',
  lifecycle: 'GetBucketLifecycleConfiguration',
  'list-type': 'ListObjectsV2',
} as const;

/** @returns what S3 answers where the request is for a setting, or is refused; else undefined */
export function settingsAnswer(
  settings: BucketSettings,
  { method, isBucket, query }: { method: string; isBucket: boolean; query: Readonly<Record<string, string>> },
): SettingsAnswer | undefined {
  const operation = operationOf(method, isBucket, query);
  if (operation && settings.denied?.includes(operation)) return error(403, 'AccessDenied', 'Access Denied');
  switch (operation) {
    case 'HeadBucket':
      return { status: 200, headers: { 'x-amz-bucket-region': settings.region } };
    case 'GetPublicAccessBlock':
      return publicAccessBlock(settings);
    case 'GetBucketPolicyStatus':
      if (settings.isPublic === undefined) return error(404, 'NoSuchBucketPolicy', 'There is no policy');
      return ok(`<PolicyStatus><IsPublic>${settings.isPublic}</IsPublic></PolicyStatus>`);
    case 'GetBucketAcl':
      return accessControlList(settings);
    case 'GetBucketEncryption':
      return encryption(settings);
    case 'GetBucketLifecycleConfiguration':
      return settings.lifecycle
        ? ok(`<LifecycleConfiguration>${settings.lifecycle}</LifecycleConfiguration>`)
        : error(404, 'NoSuchLifecycleConfiguration', 'There is no such configuration');
    default:
      return undefined;
  }
}

function operationOf(
  method: string,
  isBucket: boolean,
  query: Readonly<Record<string, string>>,
): string | undefined {
  if (!isBucket) return method === 'PUT' ? 'PutObject' : undefined;
  if (method === 'HEAD') return 'HeadBucket';
  const name = Object.keys(QUERIES).find((key) => key in query) as keyof typeof QUERIES | undefined;
  return method === 'GET' && name ? QUERIES[name] : undefined;
}

function publicAccessBlock({ publicAccessBlock: block }: BucketSettings): SettingsAnswer {
  if (!block) return error(404, 'NoSuchPublicAccessBlockConfiguration', 'There is no such configuration');
  const settings = Object.entries(block).map(([name, value]) => `<${name}>${value}</${name}>`);
  return ok(`<PublicAccessBlockConfiguration>${settings.join('')}</PublicAccessBlockConfiguration>`);
}

/** Its owner may do everything, whoever else may. */
function accessControlList({ grantee }: BucketSettings): SettingsAnswer {
  const grant = (type: string, who: string) =>
    `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${who}</Grantee><Permission>READ</Permission></Grant>`;
  const group = `<URI>http://acs.amazonaws.com/groups/global/${grantee}</URI>`;
  const grants = grant('CanonicalUser', '<ID>owner</ID>') + (grantee ? grant('Group', group) : '');
  return ok(
    `<AccessControlPolicy><Owner><ID>owner</ID></Owner><AccessControlList>${grants}</AccessControlList></AccessControlPolicy>`,
  );
}

function encryption({ encryption: algorithm, key }: BucketSettings): SettingsAnswer {
  if (!algorithm)
    return error(404, 'ServerSideEncryptionConfigurationNotFoundError', 'There is no such configuration');
  const byDefault = `<ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithm}</SSEAlgorithm>${key ? `<KMSMasterKeyID>${key}</KMSMasterKeyID>` : ''}</ApplyServerSideEncryptionByDefault>`;
  return ok(
    `<ServerSideEncryptionConfiguration><Rule>${byDefault}</Rule></ServerSideEncryptionConfiguration>`,
  );
}

function ok(xml: string): SettingsAnswer {
  return { status: 200, xml };
}

function error(status: number, code: string, message: string): SettingsAnswer {
  return { status, xml: `<Error><Code>${code}</Code><Message>${message}</Message></Error>` };
}
