import { statementsOf } from './grants.ts';
import { packagedTemplate, packageProject, type Template } from './packaging.ts';

const OURS = 'arn:aws:kms:us-east-1:111122223333:key/0f0f0f0f-0000-0000-0000-000000000001';
const TRAILS = 'arn:aws:kms:eu-west-1:444455556666:key/0f0f0f0f-0000-0000-0000-000000000002';

let without: Template;
let withKeys: Template;
beforeAll(async () => {
  without = await packagedTemplate();
  const { status, output, template } = await packageProject((yaml) =>
    yaml
      .replace(/^ {4}# kmsKeyArn: .*$/m, `    kmsKeyArn: ${OURS}`)
      .replace(/^ {6}# kmsKeyArn: .*$/m, `      kmsKeyArn: ${TRAILS}`),
  );
  if (status !== 0) throw new Error(output);
  withKeys = await template();
});

/** What resources of a type say, those set to nothing left out: by logical id. */
function settingsOf(template: Template, type: string, ...names: string[]) {
  const resources = Object.entries(template.Resources).filter(([, { Type }]) => Type === type);
  return Object.fromEntries(
    resources.map(([id, { Properties }]) => {
      const set = names.filter((name) => JSON.stringify(Properties[name]) !== NO_VALUE && Properties[name]);
      return [id, Object.fromEntries(set.map((name) => [name, Properties[name]]))];
    }),
  );
}

const NO_VALUE = '{"Ref":"AWS::NoValue"}';

/** Role → its grants of KMS: `kms:Decrypt KEY via s3.us-east-1`. */
function keyGrants(template: Template): Record<string, string[]> {
  const roles = Object.keys(template.Resources).filter(
    (id) => template.Resources[id]?.Type === 'AWS::IAM::Role',
  );
  const entries = roles.map((role): [string, string[]] => [
    role,
    statementsOf(template, role).flatMap(({ Action, Resource, Condition }) => {
      const actions = [Action].flat().filter((action) => action.startsWith('kms:'));
      const [, via] = /"kms:ViaService":\{"Fn::Sub":"([a-z0-9.-]+)\./.exec(JSON.stringify(Condition)) ?? [];
      return actions.map((action) => `${action} ${Resource} via ${via}`);
    }),
  ]);
  return Object.fromEntries(entries.filter(([, grants]) => grants.length > 0));
}

const uses = (key: string, via: string, actions = ['GenerateDataKey', 'Decrypt']) =>
  actions.map((action) => `kms:${action} ${key} via ${via}`);

test('with a key every role that reads or writes what it encrypts may use it, through that service alone', () => {
  const objects = uses(OURS, 's3.us-east-1');
  const messages = uses(OURS, 'sqs.us-east-1');

  expect(keyGrants(withKeys)).toEqual({
    RunQueryRole: [...objects, ...uses(TRAILS, 's3.eu-west-1', ['Decrypt'])],
    PollQueryRole: uses(OURS, 's3.us-east-1', ['Decrypt']),
    ArchiveReportRole: objects,
    SendSummaryRole: objects,
    RenderRole: objects,
    StartRole: [...uses(OURS, 's3.us-east-1', ['Decrypt']), ...messages],
    ScheduleRole: messages,
  });
});

test('without one no role may use any', () => {
  expect(keyGrants(without)).toEqual({});
});

test('the key encrypts the buckets that the stack makes, and the results of its workgroup', () => {
  const rule = {
    ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: OURS },
    BucketKeyEnabled: true,
  };
  const { ArchiveBucket, ResultBucket } = settingsOf(withKeys, 'AWS::S3::Bucket', 'BucketEncryption');

  for (const bucket of [ArchiveBucket, ResultBucket]) {
    expect(bucket).toEqual({ BucketEncryption: { ServerSideEncryptionConfiguration: [rule] } });
  }
  expect(withKeys.Resources.Workgroup?.Properties.WorkGroupConfiguration).toMatchObject({
    ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_KMS', KmsKey: OURS } },
  });
});

test('the key encrypts the queue, the topic and every log group', () => {
  const queue = settingsOf(withKeys, 'AWS::SQS::Queue', 'KmsMasterKeyId', 'SqsManagedSseEnabled');
  const topic = settingsOf(withKeys, 'AWS::SNS::Topic', 'KmsMasterKeyId');
  const groups = settingsOf(withKeys, 'AWS::Logs::LogGroup', 'KmsKeyId');

  expect({ ...queue, ...topic }).toEqual({
    DeadLetterQueue: { KmsMasterKeyId: OURS },
    NoticesTopic: { KmsMasterKeyId: OURS },
  });
  expect(Object.values(groups)).toEqual(Array(7).fill({ KmsKeyId: OURS }));
});

test('without a key the queue has its own encryption, and no other resource names a key', () => {
  const queue = settingsOf(without, 'AWS::SQS::Queue', 'KmsMasterKeyId', 'SqsManagedSseEnabled');

  expect(queue).toEqual({ DeadLetterQueue: { SqsManagedSseEnabled: true } });
  expect(JSON.stringify(without.Resources)).not.toContain('arn:aws:kms');
});
