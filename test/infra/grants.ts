/** What IAM asks for, and what the template's roles give: `s3:GetObject archive`. */
import type { Template } from './packaging.ts';
import type { Call } from './port-calls.ts';

const RESULT_BUCKET_ACTIONS = ['GetBucketLocation', 'ListBucket', 'ListBucketMultipartUploads'];
const RESULT_ACTIONS = ['GetObject', 'PutObject', 'AbortMultipartUpload', 'ListMultipartUploadParts'];

/** https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  // Athena works with its caller's rights: https://docs.aws.amazon.com/athena/latest/ug/s3-permissions.html
  StartQueryExecution: [
    'athena:StartQueryExecution',
    ...['GetDatabase', 'GetTable', 'GetPartitions'].map((action) => `glue:${action}`),
    ...['GetObject', 'ListBucket', 'GetBucketLocation'].map((action) => `s3:${action} logs`),
    ...[...RESULT_BUCKET_ACTIONS, ...RESULT_ACTIONS].map((action) => `s3:${action} results`),
  ],
  GetTableMetadata: ['athena:GetTableMetadata', 'glue:GetDatabase', 'glue:GetTable'],
  GetQueryExecution: ['athena:GetQueryExecution'],
  StopQueryExecution: ['athena:StopQueryExecution'],
  GetObject: ['s3:GetObject'],
  HeadObject: ['s3:GetObject'],
  PutObject: ['s3:PutObject'],
  CreateMultipartUpload: ['s3:PutObject'],
  UploadPart: ['s3:PutObject'],
  CompleteMultipartUpload: ['s3:PutObject'],
  AbortMultipartUpload: ['s3:AbortMultipartUpload'],
  ListObjectsV2: ['s3:ListBucket'],
  SendEmail: ['ses:SendEmail', 'ses:SendRawEmail'],
  StartExecution: ['states:StartExecution'],
  DescribeExecution: ['states:DescribeExecution'],
  RedriveExecution: ['states:RedriveExecution'],
};

export function neededFor(calls: readonly Call[]): string[] {
  const grants = calls.flatMap(({ operation, bucket }) => {
    const actions = NEEDED[operation];
    if (!actions) throw new Error(`${operation}: which IAM actions does it need? Add them here.`);
    // To tell a missing object from a forbidden one: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
    const extra = operation === 'GetObject' && bucket === 'archive' ? ['s3:ListBucket'] : [];
    return [...actions, ...extra].map((action) => (bucket ? `${action} ${bucket}` : action));
  });
  return unique(grants);
}

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: unknown;
}

export function statementsOf(template: Template, role: string): Statement[] {
  const properties = template.Resources[role]?.Properties as
    | { Policies: { PolicyDocument: { Statement: Statement[] } }[] }
    | undefined;
  const statements = (properties?.Policies ?? []).flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  // Beside them stand references to AWS::NoValue: what the settings left out.
  return statements.filter(({ Effect }) => Effect);
}

/** @param places text of a resource → what the grants call it */
export function givenBy(
  template: Template,
  role: string,
  places: Readonly<Record<string, string>>,
): string[] {
  const grants = statementsOf(template, role).flatMap(({ Action, Resource }) => {
    const text = JSON.stringify(Resource);
    const [place] = Object.keys(places).filter((name) => text.includes(name));
    return [Action].flat().map((action) => (place ? `${action} ${places[place]}` : action));
  });
  return unique(grants);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
