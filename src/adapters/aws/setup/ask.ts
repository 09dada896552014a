import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import type { Answer } from '../../../doctor/finding.ts';

export type Clients = ReturnType<typeof clientsIn>;

/** Clients with the user's own credentials. */
export function clientsIn(region: string | undefined) {
  const settings = {
    ...(region && { region }),
    // A person waits for it.
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 20_000, throwOnRequestTimeout: true },
  };
  return {
    athena: new AthenaClient(settings),
    cloudtrail: new CloudTrailClient(settings),
    cloudwatch: new CloudWatchClient(settings),
    events: new EventBridgeClient(settings),
    kms: new KMSClient(settings),
    lambda: new LambdaClient(settings),
    // Each bucket may be in another region.
    s3: new S3Client({ ...settings, followRegionRedirects: true }),
    scheduler: new SchedulerClient(settings),
    ses: new SESv2Client(settings),
    sfn: new SFNClient(settings),
    sns: new SNSClient(settings),
    // The queue is in this region; its URL would overrule an endpoint that the user has set.
    sqs: new SQSClient({ ...settings, useQueueUrlAsEndpoint: false }),
    sts: new STSClient(settings),
  };
}

interface Refusal {
  name: string;
  message: string;
  status: number;
}

/**
 * Makes a call that only reads. It never throws: an error is an answer too.
 *
 * @param permission what a user needs for the call: `athena:GetWorkGroup`
 * @param call gives undefined where the thing does not exist
 * @param absent the name of the error that says so, or how to recognize it
 */
export async function ask<T>(
  permission: string,
  call: () => Promise<T | undefined>,
  absent?: string | ((refusal: Refusal) => boolean),
): Promise<Answer<T>> {
  try {
    const value = await call();
    return value === undefined ? { kind: 'absent' } : { kind: 'found', value };
  } catch (error) {
    const refusal = refusalOf(error);
    const { name, message, status } = refusal;
    if (typeof absent === 'function' ? absent(refusal) : absent === name) return { kind: 'absent' };
    if (isDenied(refusal)) return { kind: 'denied', permission: lakeFormation(message) ?? permission };
    const reason = message && message !== name ? `${name}: ${message}` : `${name} (status ${status})`;
    return { kind: 'failed', reason, answered: status > 0 };
  }
}

/** Where it governs a table, IAM is not enough: the functions' roles need its grants too. */
function lakeFormation(message: string): string | undefined {
  const [, grant] = /\bLake Formation permission\(?s?\)?: Required (\w+ on \S+)/i.exec(message) ?? [];
  return (
    grant &&
    `in Lake Formation ${grant}, which the stack's roles need too (docs/permissions.md, "Logs in another account")`
  );
}

function refusalOf(error: unknown): Refusal {
  const { name, message, $metadata } = error as Partial<Error> & { $metadata?: { httpStatusCode?: number } };
  return {
    name: name ?? 'Error',
    message: (message ?? String(error)).replace(/^AWS SDK error wrapper for Error: /, ''),
    status: $metadata?.httpStatusCode ?? 0,
  };
}

/**
 * Services name a refusal differently, Athena puts Glue's into the text of another error, and S3's answer to HEAD has
 * no name at all. 403 alone does not show it: AWS also answers it to credentials that it rejects.
 */
function isDenied({ name, message, status }: Refusal): boolean {
  return (
    /^(AccessDenied(Exception)?|UnauthorizedOperation|NotAuthorized(Exception)?|Forbidden)$/.test(name) ||
    /is not authorized to perform|\bAccessDeniedException\b/.test(message) ||
    (status === 403 && /^(403|Unknown.*)$/.test(name))
  );
}
