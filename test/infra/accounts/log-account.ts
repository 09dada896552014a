/** The log account's stack, and what the services ask of its bucket. */
import type { PolicyDocument, Request } from './policy.ts';
import { deployStack, readTemplate } from './standalone.ts';

export const BUCKET = 'example-logs';
export const [LISTED, OTHER, UNLISTED, MANAGEMENT, MEMBER, READER] = [
  '111111111111',
  '222222222222',
  '333333333333',
  '444444444444',
  '555555555555',
  '666666666666',
] as const;
export const ORGANIZATION = 'o-a1b2c3d4e5';
export const ACCOUNTS = { BucketName: BUCKET, Accounts: `${LISTED},${OTHER}` };
export const WHOLE_ORGANIZATION = {
  BucketName: BUCKET,
  Organization: ORGANIZATION,
  ManagementAccount: MANAGEMENT,
};

export const template = await readTemplate('log-account.yml');

export const stack = (parameters: Record<string, string>) => deployStack(template, parameters);
export const bucketOf = (parameters: Record<string, string>) =>
  stack(parameters).resources.LogBucket?.Properties;
export const policyOf = (parameters: Record<string, string>) =>
  stack(parameters).resources.LogBucketPolicy?.Properties.PolicyDocument as PolicyDocument;
export const keyPolicyOf = (parameters: Record<string, string>) =>
  stack(parameters).resources.LogKey?.Properties.KeyPolicy as PolicyDocument;

export const trailArn = (account: string, name = 'audit') =>
  `arn:aws:cloudtrail:ap-northeast-1:${account}:trail/${name}`;
export const ACL = { 's3:x-amz-acl': 'bucket-owner-full-control' };
export const TLS = { 'aws:SecureTransport': 'true' };

/** A service's PutObject, as it comes when an account has set the service up. */
export function put(service: string, key: string, context: Record<string, string>): Request {
  return {
    principal: { service: `${service}.amazonaws.com` },
    action: 's3:PutObject',
    resource: `arn:aws:s3:::${BUCKET}/${key}`,
    context: { ...ACL, ...TLS, ...context },
  };
}

export const trail = (account: string, key: string, context: Record<string, string> = {}) =>
  put('cloudtrail', key, { 'aws:SourceArn': trailArn(account), 'aws:SourceAccount': account, ...context });
export const config = (account: string, key: string, context: Record<string, string> = {}) =>
  put('config', key, { 'aws:SourceAccount': account, ...context });
export const delivery = (account: string, key: string, context: Record<string, string> = {}) =>
  put('delivery.logs', key, {
    'aws:SourceAccount': account,
    'aws:SourceArn': `arn:aws:logs:eu-west-1:${account}:delivery-source:flow`,
    ...context,
  });
/** What each of them asks before it writes. */
export const readAcl = (service: string, account: string, context: Record<string, string> = {}): Request => ({
  principal: { service: `${service}.amazonaws.com` },
  action: 's3:GetBucketAcl',
  resource: `arn:aws:s3:::${BUCKET}`,
  context: { ...TLS, 'aws:SourceAccount': account, 'aws:SourceArn': trailArn(account), ...context },
});
export const ofOrganization = { 'aws:SourceOrgID': ORGANIZATION };
export const withoutAccount = ({ context, ...request }: Request): Request => {
  const { 'aws:SourceAccount': _, ...rest } = context;
  return { ...request, context: rest };
};

export const LOG = 'CloudTrail/us-east-1/2026/11/24/log.json.gz';
export const ownLog = (account: string) => `AWSLogs/${account}/${LOG}`;
export const memberLog = `AWSLogs/${ORGANIZATION}/${MEMBER}/${LOG}`;
