/** What is about HTTP: the calls to AWS, what comes of their errors, and the whole command. Judges: test/doctor/. */
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { clientsIn } from '../../src/adapters/aws/setup/ask.ts';
import { askBucket } from '../../src/adapters/aws/setup/bucket.ts';
import { askLogs } from '../../src/adapters/aws/setup/logs.ts';
import { askMail } from '../../src/adapters/aws/setup/mail.ts';
import { askCaller, askSchedule } from '../../src/adapters/aws/setup/stack.ts';
import { examine } from '../../src/cli/examine.ts';
import type { DoctorOptions } from '../../src/cli/options.ts';
import { setup } from '../doctor/facts.ts';
import { ServiceError } from '../endpoints/json-service.ts';
import { ACCOUNT, STACK, startDoctorSetup } from './doctor-setup.ts';

const aws = await startDoctorSetup();
const clients = clientsIn('us-east-1');
beforeEach(() => aws.restore());
afterAll(async () => {
  for (const client of Object.values(clients)) client.destroy();
  await aws.close();
});

const DENIED = new ServiceError('AccessDeniedException', 'User is not authorized to perform this', {}, 403);

function look(options: DoctorOptions = {}) {
  const all = { logBucket: 's3://logs', out: 's3://archive/audit', stack: STACK, config: aws.config };
  return examine({ ...all, ...options }, { read: () => {} });
}

async function wrongWith(options: DoctorOptions = {}) {
  const { findings } = await look(options);
  return findings
    .filter(({ status }) => status !== 'ok')
    .map(({ check, status, seen }) => `${check}: ${status}: ${seen}`);
}

test('looks at everything, finds nothing wrong where nothing is, and changes nothing', async () => {
  const { findings, notLookedAt } = await look();

  expect(findings.filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(notLookedAt).toEqual([]);
  expect(
    findings.map(({ check, seen }) => `${check}: ${seen}`.replace(/\d+ (minutes?|hours?) ago/, 'just now')),
  ).toEqual([
    `caller: arn:aws:iam::${ACCOUNT}:user/alice in us-east-1`,
    'trail: all is logging in every region, with log file validation',
    `log file key: arn:aws:kms:us-east-1:${ACCOUNT}:key/1234abcd is enabled`,
    'log bucket: logs is in us-east-1',
    'log bucket private: all public access is blocked',
    'log bucket encrypted: by default, AES256',
    'log lifecycle: no rule moves log files to where Athena cannot read them',
    'logs: 2 accounts in 2 regions',
    expect.stringMatching(/^newest log file: delivered at .*, just now$/),
    expect.stringMatching(/^quiet regions: .*111122223333 ap-northeast-1 \(.*444455556666 ap-northeast-1 \(/),
    'digest files: every account has digest files',
    'table: audit.cloudtrail_logs, partitioned by account, region, day',
    expect.stringMatching(/^table columns: all \d+ of today's CloudTrail records$/),
    'projection: partition projection is on',
    'projection range: covers the last 400 days',
    'table location: s3://logs/AWSLogs/${account}/CloudTrail/${region}/${day} covers every account and region that has logs',
    `workgroup: ${STACK} is enabled`,
    'engine: Athena engine version 3',
    expect.stringMatching(/^scan limit: a query stops at 1 TB; one of a scheduled run reads up to \d+ B$/),
    expect.stringMatching(/^history: off; it pays from some 5 GB of logs a day, /),
    'results: s3://results/athena/, set in the workgroup',
    'result bucket: results is in us-east-1',
    'result bucket private: all public access is blocked',
    'result bucket encrypted: by default, AES256',
    'archive bucket: archive is in us-east-1',
    'archive bucket private: all public access is blocked',
    'archive bucket encrypted: by default, AES256',
    'archive bucket writable: this user may write below s3://archive/audit/',
    'SES account: sending is enabled in us-east-1',
    'SES standing: healthy',
    'SES quota: 3 of 50000 mails sent in 24 hours',
    'sender: audit@example.com may send: example.com is verified',
    'DKIM: mail from example.com is signed',
    'configuration set: tracked, the default of example.com, lets mail out',
    `schedule: ${STACK} is enabled`,
    'schedule time: cron(0 7 * * ? *), Asia/Tokyo',
    expect.stringMatching(/^schedule target: .*-start$/),
    `start function: ${STACK}-start is Active`,
    `state machine: ${STACK} is active`,
    expect.stringMatching(/^last run: .*: SUCCEEDED, started just now$/),
    expect.stringMatching(/^scheduled runs: the newest covers the time to .*Z, just now$/),
    'dead letters: the queue is empty: nothing failed to start',
    `notice rule: ${STACK}-run-failed sends to arn:aws:sns:us-east-1:${ACCOUNT}:${STACK}-notices`,
    'alarms: 5 alarms, none is on',
    'notices: sent to security@example.com',
  ]);
  const { Contents = [] } = await clients.s3.send(new ListObjectsV2Command({ Bucket: 'archive' }));
  expect(Contents).toEqual([]);
  expect([...new Set([...aws.calls, ...aws.athenaCalls.map(({ operation }) => operation)])].sort()).toEqual([
    'DescribeAlarms',
    'DescribeKey',
    'DescribeRule',
    'DescribeStateMachine',
    'DescribeTrails',
    'GetAccount',
    'GetCallerIdentity',
    'GetConfigurationSet',
    'GetEmailIdentity audit@example.com',
    'GetEmailIdentity example.com',
    'GetFunctionConfiguration',
    'GetQueueAttributes',
    'GetQueueUrl',
    'GetSchedule',
    'GetSubscriptionAttributes',
    'GetTableMetadata',
    'GetTrailStatus',
    'GetWorkGroup',
    'ListExecutions',
    'ListSubscriptionsByTopic',
    'ListTargetsByRule',
  ]);
});

test('names every permission that this user lacks', async () => {
  const denied = ['HeadBucket', 'ListObjectsV2', 'PutObject', ...SETTINGS];
  for (const bucket of ['logs', 'archive']) Object.assign(aws.buckets[bucket] ?? {}, { denied });
  for (const operation of OPERATIONS) aws.answers[operation] = DENIED;
  aws.answers['GetEmailIdentity audit@example.com'] = DENIED;
  aws.failAthena('GetWorkGroup', DENIED);
  aws.failAthena(
    'GetTableMetadata',
    new ServiceError(
      'MetadataException',
      'User: x is not authorized to perform: glue:GetTable (Service: AmazonDataCatalog; Error Code: AccessDeniedException)',
    ),
  );
  const lacks = (check: string, permission: string) =>
    `${check}: warning: not checked: this user lacks the permission ${permission}`;
  const bucket = (use: string) => [
    lacks(use, 's3:ListBucket'),
    lacks(`${use} private`, 's3:GetBucketPolicyStatus'),
    lacks(`${use} encrypted`, 's3:GetEncryptionConfiguration'),
  ];
  expect(await wrongWith()).toEqual([
    lacks('trail', 'cloudtrail:DescribeTrails'),
    ...bucket('log bucket'),
    lacks('log lifecycle', 's3:GetLifecycleConfiguration'),
    lacks('logs', 's3:ListBucket'),
    lacks('table', 'athena:GetTableMetadata and glue:GetTable'),
    lacks('workgroup', 'athena:GetWorkGroup'),
    ...bucket('archive bucket'),
    'archive bucket writable: warning: this user may not write below s3://archive/audit/',
    lacks('SES account', 'ses:GetAccount'),
    lacks('sender', 'ses:GetEmailIdentity'),
    lacks('schedule', 'scheduler:GetSchedule'),
    lacks('start function', 'lambda:GetFunctionConfiguration'),
    lacks('state machine', 'states:DescribeStateMachine'),
    lacks('last run', 'states:ListExecutions'),
    lacks('dead letters', 'sqs:GetQueueUrl and sqs:GetQueueAttributes'),
    lacks('notice rule', 'events:DescribeRule and events:ListTargetsByRule'),
    lacks('alarms', 'cloudwatch:DescribeAlarms'),
  ]);
});

test('names a grant of Lake Formation that is missing', async () => {
  const message =
    'Insufficient Lake Formation permission(s): Required Describe on cloudtrail_logs (Service: AmazonDataCatalog; Status Code: 400; Error Code: AccessDeniedException)';
  aws.failAthena('GetTableMetadata', new ServiceError('MetadataException', message));
  expect(await wrongWith()).toEqual([
    expect.stringMatching(
      /^table: warning: .* in Lake Formation Describe on cloudtrail_logs, which the stack's roles/,
    ),
  ]);
});

test('names the permissions on what other answers lead to', async () => {
  for (const operation of [
    'GetTrailStatus',
    'DescribeKey',
    'GetConfigurationSet',
    'ListSubscriptionsByTopic',
  ])
    aws.answers[operation] = DENIED;
  const lacks = (permission: string) => expect.stringMatching(`lacks the permission ${permission}$`);

  expect(await wrongWith()).toEqual([
    lacks('cloudtrail:GetTrailStatus'),
    lacks('kms:DescribeKey'),
    lacks('ses:GetConfigurationSet'),
    lacks('sns:ListSubscriptionsByTopic'),
  ]);

  aws.restore();
  aws.answers.GetSubscriptionAttributes = DENIED;
  expect(await wrongWith()).toEqual([lacks('sns:GetSubscriptionAttributes')]);
});

const OPERATIONS = [
  'DescribeAlarms',
  'DescribeRule',
  'DescribeStateMachine',
  'DescribeTrails',
  'GetAccount',
  'GetFunctionConfiguration',
  'GetQueueUrl',
  'GetSchedule',
  'ListExecutions',
];

const SETTINGS = [
  'GetBucketLifecycleConfiguration',
  'GetPublicAccessBlock',
  'GetBucketPolicyStatus',
  'GetBucketAcl',
  'GetBucketEncryption',
];

test('says what does not exist', async () => {
  for (const operation of [...OPERATIONS, 'DescribeKey', 'ListSubscriptionsByTopic'])
    if (operation !== 'GetAccount') delete aws.answers[operation];
  delete aws.answers['GetEmailIdentity example.com'];
  delete aws.tables['audit.cloudtrail_logs'];
  expect(await wrongWith({ logBucket: 's3://nowhere', out: 's3://nowhere', workgroup: 'nobody' })).toEqual([
    'log bucket: fault: bucket nowhere does not exist',
    'table: fault: table audit.cloudtrail_logs does not exist',
    'workgroup: fault: workgroup nobody does not exist in this region',
    'archive bucket: fault: bucket nowhere does not exist',
    'sender: fault: SES in us-east-1 has no identity for audit@example.com or its domain',
    `schedule: fault: schedule ${STACK} does not exist in this region`,
    `start function: fault: function ${STACK}-start does not exist: no run starts`,
    `state machine: fault: state machine ${STACK} does not exist in this region`,
    `dead letters: fault: queue ${STACK}-not-started does not exist: requests that fail are lost`,
    `notice rule: fault: rule ${STACK}-run-failed does not exist: failed runs send no notice`,
    expect.stringMatching(
      /^alarms: fault: missing: .*-failed, .*-timed-out, .*-aborted, .*-not-started, .*-overdue$/,
    ),
  ]);
});

test('a service that cannot be reached hides nothing of the others', async () => {
  const { AWS_ENDPOINT_URL_STS: sts } = process.env;
  process.env.AWS_ENDPOINT_URL_STS = 'http://127.0.0.1:9';
  const { findings } = await look();
  process.env.AWS_ENDPOINT_URL_STS = sts;

  expect(findings.filter(({ status }) => status !== 'ok')).toEqual([
    expect.objectContaining({
      check: 'caller',
      seen: expect.stringMatching(/^AWS cannot be reached: Error: connect ECONNREFUSED/),
    }),
  ]);
  expect(findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining(['table location', 'result bucket', 'archive bucket', 'sender', 'last run']),
  );
});

test('finds logs after a prefix, and the prefix that was left out', async () => {
  expect(await wrongWith({ logBucket: 's3://prefixed/trails/' })).toEqual([
    expect.stringMatching(/^digest files: warning: no digest files for 111122223333/),
    expect.stringMatching(
      /^table location: fault: the table reads s3:\/\/logs\/.*are in s3:\/\/prefixed\/trails\/$/,
    ),
  ]);
  expect((await wrongWith({ logBucket: 's3://prefixed' }))[0]).toBe(
    'logs: fault: no log files below s3://prefixed/AWSLogs/, but the bucket has trails/AWSLogs/',
  );
});

test('says what it does not check, and which option is missing', async () => {
  const { findings, notLookedAt } = await examine({ logBucket: 's3://logs' }, { read: () => {} });

  expect(notLookedAt).toEqual([
    'archive bucket: give --out s3://bucket/prefix',
    'SES: give mail.from and mail.to in --config',
    'schedule: give --stack NAME, once deployed',
    'start function: give --stack NAME, once deployed',
    'state machine: give --stack NAME, once deployed',
    'notices: give --stack NAME, once deployed',
  ]);
  expect(findings.find(({ check }) => check === 'workgroup')?.seen).toBe(
    'workgroup primary does not exist in this region',
  );
});

test('credentials that AWS rejects are told apart from a permission that is missing', async () => {
  aws.answers.GetCallerIdentity = new ServiceError('ExpiredToken', 'The security token is expired', {}, 403);
  expect(await askCaller(clients)).toEqual({
    kind: 'failed',
    answered: true,
    reason: 'ExpiredToken: The security token is expired',
  });
});

test('a service that fails is an answer too', async () => {
  aws.answers.GetSchedule = new ServiceError('InternalServerException', 'We are sorry', {}, 400);
  expect(await askSchedule(clients, setup())).toEqual({
    kind: 'failed',
    answered: true,
    reason: 'InternalServerException: We are sorry',
  });
});

test('a bucket without settings has none, and its access control list may let everybody on AWS in', async () => {
  aws.buckets.logs = { region: 'eu-west-1', grantee: 'AuthenticatedUsers' };
  expect(await askBucket(clients, 'logs')).toEqual({
    name: 'logs',
    region: { kind: 'found', value: 'eu-west-1' },
    publicAccessBlock: { kind: 'absent' },
    publicPolicy: { kind: 'absent' },
    publicAcl: { kind: 'found', value: true },
    encryption: { kind: 'absent' },
    key: undefined,
  });
});

test('a bucket with settings has those that are on', async () => {
  aws.buckets.logs = {
    region: 'us-east-1',
    grantee: 'AllUsers',
    isPublic: true,
    encryption: 'aws:kms',
    key: 'alias/audit',
    publicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: false },
  };
  expect(await askBucket(clients, 'logs')).toEqual({
    name: 'logs',
    region: { kind: 'found', value: 'us-east-1' },
    publicAccessBlock: { kind: 'found', value: ['BlockPublicAcls'] },
    publicPolicy: { kind: 'found', value: true },
    publicAcl: { kind: 'found', value: true },
    encryption: { kind: 'found', value: 'aws:kms' },
    key: { id: 'alias/audit', state: { kind: 'found', value: 'Enabled' } },
  });
});

test('of the lifecycle, rules count that move the logs to Glacier', async () => {
  const rule = (id: string, days: number, storageClass: string, filter: string, status = 'Enabled') =>
    `<Rule><ID>${id}</ID><Status>${status}</Status>${filter}<Transition><Days>${days}</Days><StorageClass>${storageClass}</StorageClass></Transition></Rule>`;
  const all = '<Filter><Prefix></Prefix></Filter>';
  Object.assign(aws.buckets.logs ?? {}, {
    lifecycle: [
      rule('cheap', 30, 'GLACIER_IR', all),
      rule('off', 30, 'GLACIER', all, 'Disabled'),
      rule('config', 30, 'GLACIER', '<Filter><Prefix>AWSLogs/111122223333/Config/</Prefix></Filter>'),
      rule('beside', 30, 'GLACIER', '<Filter><Prefix>flow-logs/</Prefix></Filter>'),
      rule('tagged', 30, 'GLACIER', '<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>'),
      rule('deep', 180, 'DEEP_ARCHIVE', '<Prefix>AWSLogs/</Prefix>'),
      rule('all', 90, 'GLACIER', all),
    ].join(''),
  });

  const { archived } = await askLogs(clients, setup());

  expect(archived).toMatchObject({
    value: [
      { id: 'deep', storageClass: 'DEEP_ARCHIVE', days: 180 },
      { id: 'all', storageClass: 'GLACIER', days: 90 },
    ],
  });
});

test('recipients are asked for in the sandbox: by their address, else by its domain or one above', async () => {
  aws.answers.GetAccount = { ...aws.answers.GetAccount, ProductionAccessEnabled: false };
  aws.answers['GetEmailIdentity carol@example.org'] = { VerifiedForSendingStatus: false };
  const to = ['security@mail.example.com', 'carol@example.org', 'dave@example.net'];
  const { recipients } = await askMail(clients, setup({ mail: { from: 'audit@example.com', to } }));

  expect(recipients).toEqual({
    'security@mail.example.com': {
      kind: 'found',
      value: {
        name: 'example.com',
        verified: true,
        dkim: 'SUCCESS',
        dkimSigning: true,
        configurationSet: 'tracked',
      },
    },
    'carol@example.org': {
      kind: 'found',
      value: {
        name: 'carol@example.org',
        verified: false,
        dkim: 'NOT_STARTED',
        dkimSigning: false,
        configurationSet: undefined,
      },
    },
    'dave@example.net': { kind: 'absent' },
  });
});
