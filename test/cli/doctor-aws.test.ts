import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { type DoctorOptions, examine } from '../../src/cli/doctor.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { RequestError } from '../../src/errors.ts';
import { ServiceError } from '../endpoints/json-service.ts';
import { ACCOUNT, configFile, type DoctorSetup, execution, STACK, startDoctorSetup } from './doctor-setup.ts';

const aws = await startDoctorSetup();
afterAll(() => aws.close());

const DENIED = new ServiceError('AccessDeniedException', 'User is not authorized to perform this', {}, 403);

async function look(setup: DoctorSetup, options: DoctorOptions = {}) {
  return examine(
    {
      logBucket: 's3://logs',
      out: 's3://archive/audit',
      stack: STACK,
      config: await configFile(setup.config),
      ...options,
    },
    { read: () => {} },
  );
}

test('finds nothing wrong where nothing is, and looks at everything', async () => {
  const { findings, notLookedAt } = await look(aws.sound());

  expect(findings.filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(notLookedAt).toEqual([]);
  expect(
    findings.map(({ check, seen }) => `${check}: ${seen}`.replace(/\d+ (minutes?|hours?) ago/, 'just now')),
  ).toEqual([
    `caller: arn:aws:iam::${ACCOUNT}:user/alice in us-east-1`,
    'log bucket: logs is in us-east-1',
    'log bucket private: all public access is blocked',
    'log bucket encrypted: by default, AES256',
    'logs: 2 accounts in 2 regions',
    expect.stringMatching(/^newest log file: delivered at .*, just now$/),
    expect.stringMatching(/^quiet regions: .*111122223333 ap-northeast-1 \(.*444455556666 ap-northeast-1 \(/),
    'digest files: every account has them',
    'table: audit.cloudtrail_logs, partitioned by account, region, day',
    "table columns: all 29 of today's CloudTrail records",
    'projection: partition projection is on',
    'projection range: covers the last 400 days',
    'table location: s3://logs/AWSLogs/${account}/CloudTrail/${region}/${day}: every account and region that has logs',
    `workgroup: ${STACK} is enabled`,
    'engine: Athena engine version 3',
    'scan limit: a query is cut off at 1 TB',
    'results: s3://results/athena/, as the workgroup says',
    'result bucket: results is in us-east-1',
    'result bucket private: all public access is blocked',
    'result bucket encrypted: by default, AES256',
    'archive bucket: archive is in us-east-1',
    'archive bucket private: all public access is blocked',
    'archive bucket encrypted: by default, AES256',
    'archive bucket writable: this user may write below s3://archive/audit',
    'SES account: sending is enabled in us-east-1',
    'SES standing: healthy',
    'SES quota: 3 of 50000 mails sent in 24 hours',
    'sender: audit@example.com may send, as example.com is verified',
    'DKIM: mail is signed for example.com',
    `schedule: ${STACK} is enabled`,
    'schedule time: cron(0 7 * * ? *), Asia/Tokyo',
    expect.stringMatching(/^schedule target: .*-start$/),
    `state machine: ${STACK} is active`,
    expect.stringMatching(/^last run: .*: SUCCEEDED, started just now$/),
  ]);
});

test('changes nothing', async () => {
  await look(aws.sound());
  const client = new S3Client(aws.s3.client);
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: 'archive' }));
  client.destroy();

  expect(Contents).toEqual([]);
  expect([...new Set([...aws.calls, ...aws.athenaCalls.map(({ operation }) => operation)])].sort()).toEqual([
    'DescribeStateMachine',
    'GetAccount',
    'GetCallerIdentity',
    'GetEmailIdentity audit@example.com',
    'GetEmailIdentity example.com',
    'GetSchedule',
    'GetTableMetadata',
    'GetWorkGroup',
    'ListExecutions',
  ]);
});

test('one service that cannot be reached hides nothing of the others', async () => {
  const { AWS_ENDPOINT_URL_SESV2: ses } = process.env;
  process.env.AWS_ENDPOINT_URL_SESV2 = 'http://127.0.0.1:9';
  const { findings } = await look(aws.sound());
  process.env.AWS_ENDPOINT_URL_SESV2 = ses;

  expect(findings.filter(({ status }) => status !== 'ok').map(({ check, seen }) => [check, seen])).toEqual([
    ['SES account', expect.stringMatching(/^could not be looked at: .*ECONNREFUSED/)],
    ['sender', expect.stringMatching(/^could not be looked at: /)],
  ]);
  expect(findings.map(({ check }) => check)).toEqual(
    expect.arrayContaining(['caller', 'table location', 'result bucket', 'archive bucket', 'last run']),
  );
});

test('a network without a way to AWS is not taken for wrong credentials', async () => {
  const { AWS_ENDPOINT_URL_STS: sts } = process.env;
  process.env.AWS_ENDPOINT_URL_STS = 'http://127.0.0.1:9';
  const { findings } = await look(aws.sound());
  process.env.AWS_ENDPOINT_URL_STS = sts;

  expect(findings.find(({ check }) => check === 'caller')).toEqual({
    check: 'caller',
    status: 'fault',
    seen: expect.stringMatching(/^AWS cannot be reached from here: .*ECONNREFUSED/),
    todo: expect.stringMatching(/network/),
  });
});

test('looks behind the prefix that stands before AWSLogs', async () => {
  const setup = aws.sound();
  setup.table.Parameters['storage.location.template'] =
    's3://prefixed/trails/AWSLogs/${account}/CloudTrail/${region}/${day}';
  const { findings } = await look(setup, { logBucket: 's3://prefixed/trails/' });

  expect(findings.filter(({ status }) => status !== 'ok').map(({ check }) => check)).toEqual([
    'digest files',
  ]);
});

test('says what it does not look at, and which option is missing', async () => {
  const { findings, notLookedAt } = await examine({ logBucket: 's3://logs' }, { read: () => {} });

  expect(notLookedAt.map((what) => what.replace(/:.*/, ''))).toEqual([
    'the archive bucket',
    'SES',
    'schedule and state machine',
  ]);
  expect(findings.filter(({ check }) => check === 'workgroup')[0]?.seen).toBe(
    'there is no workgroup primary in this region',
  );
});

type Break = (setup: DoctorSetup) => unknown;

const properties =
  (changes: Record<string, string | undefined>): Break =>
  (setup) => {
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) delete setup.table.Parameters[name];
      else setup.table.Parameters[name] = value;
    }
  };
const answer =
  (operation: string, changes: object): Break =>
  ({ answers }) => {
    answers[operation] = { ...answers[operation], ...changes };
  };
const without =
  (operation: string): Break =>
  ({ answers }) => {
    delete answers[operation];
  };
const bucket =
  (name: string, changes: object): Break =>
  ({ buckets }) => {
    Object.assign(buckets[name] ?? {}, changes);
  };
const workgroup =
  (changes: object): Break =>
  ({ workgroups }) => {
    Object.assign(workgroups[STACK] ?? {}, changes);
  };

/** The set-up is broken in one way. Named is that, and nothing else is found wrong but what is listed. */
test.each<[string, string, Finding['status'], RegExp, Break, string[]?]>([
  [
    'credentials that AWS does not take',
    'caller',
    'fault',
    /ExpiredToken: The security token/,
    ({ answers }) => {
      answers.GetCallerIdentity = new ServiceError(
        'ExpiredToken',
        'The security token included in the request is expired',
        {},
        403,
      );
    },
    ['state machine', 'last run'],
  ],

  [
    'no log bucket',
    'log bucket',
    'fault',
    /there is no bucket nowhere/,
    () => ({ logBucket: 's3://nowhere' }),
    ['table location', 'log bucket private', 'log bucket encrypted'],
  ],
  [
    'a log bucket in another region',
    'log bucket',
    'warning',
    /logs is in eu-west-1, the queries run in us-east-1/,
    bucket('logs', { region: 'eu-west-1' }),
  ],
  [
    'a public log bucket',
    'log bucket private',
    'fault',
    /its policy lets anybody in/,
    bucket('logs', { isPublic: true, publicAccessBlock: undefined }),
  ],
  [
    'a bucket that its access control list makes public',
    'log bucket private',
    'fault',
    /its access control list lets anybody in/,
    bucket('logs', { grantee: 'AllUsers', publicAccessBlock: undefined }),
  ],
  [
    'a bucket that everybody on AWS may read',
    'archive bucket private',
    'fault',
    /its access control list lets anybody in/,
    bucket('archive', { grantee: 'AuthenticatedUsers', publicAccessBlock: { BlockPublicAcls: true } }),
  ],
  [
    'an access control list that may not be looked at',
    'log bucket private',
    'warning',
    /lacks the permission s3:GetBucketAcl/,
    bucket('logs', { denied: ['GetBucketAcl'], publicAccessBlock: undefined }),
  ],
  [
    'public access half blocked',
    'log bucket private',
    'warning',
    /BlockPublicPolicy, RestrictPublicBuckets are off/,
    bucket('logs', { publicAccessBlock: { BlockPublicAcls: true, IgnorePublicAcls: true } }),
  ],
  [
    'public access not blocked',
    'log bucket private',
    'warning',
    /is not blocked/,
    bucket('logs', { publicAccessBlock: undefined, isPublic: undefined }),
  ],
  [
    'a bucket without encryption',
    'archive bucket encrypted',
    'warning',
    /no default encryption/,
    bucket('archive', { encryption: undefined }),
  ],

  [
    'no logs at all',
    'logs',
    'fault',
    /no log files below s3:\/\/empty\/AWSLogs\/$/,
    () => ({ logBucket: 's3://empty' }),
    ['table location'],
  ],
  [
    'a prefix that was left out',
    'logs',
    'fault',
    /but the bucket has trails\/AWSLogs\//,
    () => ({ logBucket: 's3://prefixed' }),
    ['table location'],
  ],
  [
    'a prefix too many',
    'logs',
    'fault',
    /but the bucket has AWSLogs\//,
    () => ({ logBucket: 's3://logs/trails' }),
  ],
  [
    'logs that stopped',
    'newest log file',
    'fault',
    /2 days ago: no logs arrive/,
    (setup) => {
      setup.table.Parameters['storage.location.template'] =
        's3://stale/AWSLogs/${account}/CloudTrail/${region}/${day}';
      return { logBucket: 's3://stale' };
    },
    ['digest files'],
  ],
  [
    'logs that are late',
    'newest log file',
    'warning',
    /10 hours ago$/,
    (setup) => {
      setup.table.Parameters['storage.location.template'] =
        's3://partial/AWSLogs/${account}/CloudTrail/${region}/${day}';
      return { logBucket: 's3://partial' };
    },
    ['digest files', 'global events'],
  ],
  [
    'an account that fell silent',
    'silent account',
    'warning',
    /444455556666: its newest log file is of 4 days ago/,
    (setup) => {
      setup.table.Parameters['storage.location.template'] =
        's3://silent/AWSLogs/${account}/CloudTrail/${region}/${day}';
      return { logBucket: 's3://silent' };
    },
    ['digest files'],
  ],
  [
    'a configured account without logs',
    'configured accounts',
    'warning',
    /no log files of 777788889999/,
    ({ config, table }) => {
      config.accounts = [ACCOUNT, '777788889999'];
      table.Parameters['projection.account.values'] += ',777788889999';
    },
  ],
  [
    'a bucket that may not be listed',
    'logs',
    'warning',
    /lacks the permission s3:ListBucket/,
    bucket('logs', { denied: ['ListObjectsV2'] }),
  ],

  [
    'no table',
    'table',
    'fault',
    /does not exist/,
    ({ tables }) => {
      delete tables['audit.cloudtrail_logs'];
    },
  ],
  [
    'a view',
    'table',
    'fault',
    /is a view/,
    ({ table }) => {
      table.TableType = 'VIRTUAL_VIEW';
    },
  ],
  [
    'a table without the partition column',
    'table',
    'fault',
    /is no partition column.*partitioned by timestamp/,
    ({ table, config }) => {
      table.PartitionKeys = [{ Name: 'timestamp' }];
      config.table = { database: 'audit', partitions: { day: 'day' } };
    },
  ],
  [
    'an old table without the newer columns',
    'table columns',
    'warning',
    /missing: .*tlsdetails/,
    ({ table }) => {
      table.Columns = table.Columns?.slice(0, 20);
    },
  ],
  [
    'a table without event times',
    'table columns',
    'fault',
    /without eventtime/,
    ({ table }) => {
      table.Columns = table.Columns?.filter(({ Name }) => Name !== 'eventtime');
    },
  ],
  [
    'no projection',
    'projection',
    'warning',
    /projection is off/,
    properties({ 'projection.enabled': 'false' }),
  ],
  [
    'a range that ends before the last window',
    'projection',
    'fault',
    /projection\.day\.range/,
    properties({ 'projection.day.range': '2020/01/01,2024/12/31' }),
  ],
  [
    'a range too short for a month',
    'projection range',
    'warning',
    /^runs over the last 30 days are refused/,
    properties({ 'projection.day.range': 'NOW-7DAYS,NOW' }),
  ],
  [
    'a range too short for the longest request',
    'projection range',
    'warning',
    /^runs over the last 400 days are refused/,
    properties({ 'projection.day.range': 'NOW-1YEARS,NOW' }),
  ],
  [
    'a format that CloudTrail does not write',
    'projection',
    'fault',
    /projection\.day\.format/,
    properties({ 'projection.day.format': 'yyyy-MM-dd' }),
  ],
  [
    'no location template',
    'projection',
    'fault',
    /storage\.location\.template: missing/,
    properties({ 'storage.location.template': undefined }),
  ],
  [
    'a template without a place for the region',
    'projection',
    'fault',
    /leaves out \$\{region\}, and Athena runs no query without/,
    properties({
      'storage.location.template': 's3://logs/AWSLogs/${account}/CloudTrail/us-east-1/${day}',
    }),
    ['table coverage'],
  ],
  [
    'a partition column of dates',
    'table',
    'fault',
    /"day" is of the type date/,
    ({ table }) => {
      table.PartitionKeys = ['account', 'region', 'day'].map((Name) => ({
        Name,
        Type: Name === 'day' ? 'date' : 'string',
      }));
    },
  ],
  [
    'an empty folder in the location',
    'table location',
    'fault',
    /empty folder name/,
    properties({ 'storage.location.template': 's3://logs/AWSLogs//${account}/CloudTrail/${region}/${day}' }),
  ],
  [
    'the location of another bucket',
    'table location',
    'fault',
    /the table reads s3:\/\/elsewhere\//,
    properties({
      'storage.location.template': 's3://elsewhere/AWSLogs/${account}/CloudTrail/${region}/${day}',
    }),
  ],
  [
    'a template that does not end in the day',
    'table location',
    'fault',
    /does not end in the day/,
    properties({ 'storage.location.template': 's3://logs/AWSLogs/${account}/${day}/${region}' }),
  ],
  [
    'a template that matches no folder',
    'table location',
    'fault',
    /matches no folder of logs/,
    properties({
      'storage.location.template': 's3://logs/AWSLogs/o-a1b2c3d4e5/${account}/CloudTrail/${region}/${day}',
    }),
  ],
  [
    'an account that is not projected',
    'table coverage',
    'fault',
    /no report shows it: 444455556666/,
    properties({ 'projection.account.values': ACCOUNT }),
  ],
  [
    'a region that is not projected',
    'table coverage',
    'fault',
    /ap-northeast-1/,
    properties({ 'projection.region.values': 'us-east-1' }),
  ],
  [
    'a table that may not be looked at',
    'table',
    'warning',
    /lacks the permission athena:GetTableMetadata/,
    ({ tables }) => {
      Object.defineProperty(tables, 'audit.cloudtrail_logs', {
        configurable: true,
        enumerable: true,
        get: () => {
          throw new ServiceError(
            'MetadataException',
            'User: x is not authorized to perform: glue:GetTable (Service: AmazonDataCatalog; Error Code: AccessDeniedException)',
          );
        },
      });
    },
  ],

  ['no workgroup', 'workgroup', 'fault', /there is no workgroup nobody/, () => ({ workgroup: 'nobody' })],
  ['a disabled workgroup', 'workgroup', 'fault', /is disabled/, workgroup({ state: 'DISABLED' })],
  [
    'an old engine',
    'engine',
    'fault',
    /Athena engine version 2/,
    workgroup({ engine: 'Athena engine version 2' }),
  ],
  ['no scan limit', 'scan limit', 'warning', /none: a query may read/, workgroup({ scanLimit: undefined })],
  [
    'no place for results',
    'results',
    'fault',
    /names no place for results/,
    workgroup({ outputLocation: undefined }),
  ],
  [
    'managed results',
    'results',
    'fault',
    /managed query results/,
    workgroup({ managedResults: true, outputLocation: undefined }),
  ],
  [
    'settings that are not enforced',
    'enforcement',
    'warning',
    /may put its results elsewhere/,
    workgroup({ enforced: false }),
  ],
  [
    'a result bucket that is not there',
    'result bucket',
    'fault',
    /there is no bucket gone/,
    workgroup({ outputLocation: 's3://gone/' }),
  ],
  [
    'a result bucket in another region',
    'result bucket',
    'fault',
    /results is in eu-west-1/,
    bucket('results', { region: 'eu-west-1' }),
  ],
  [
    'a public result bucket',
    'result bucket private',
    'fault',
    /lets anybody in/,
    bucket('results', { isPublic: true, publicAccessBlock: {} }),
  ],

  [
    'no archive bucket',
    'archive bucket',
    'fault',
    /there is no bucket nowhere/,
    () => ({ out: 's3://nowhere' }),
  ],
  [
    'an archive that may not be written to',
    'archive bucket writable',
    'warning',
    /may not write below s3:\/\/archive\/audit/,
    bucket('archive', { denied: ['PutObject'] }),
  ],
  [
    'an archive bucket that may not be looked at',
    'archive bucket',
    'warning',
    /lacks the permission s3:ListBucket/,
    bucket('archive', { denied: ['HeadBucket'] }),
  ],

  [
    'sending paused',
    'SES account',
    'fault',
    /sending is paused/,
    answer('GetAccount', { SendingEnabled: false }),
  ],
  [
    'sending shut down',
    'SES standing',
    'fault',
    /shut down/,
    answer('GetAccount', { EnforcementStatus: 'SHUTDOWN' }),
  ],
  [
    'probation',
    'SES standing',
    'warning',
    /PROBATION/,
    answer('GetAccount', { EnforcementStatus: 'PROBATION' }),
  ],
  [
    'a used-up quota',
    'SES quota',
    'fault',
    /200 of 200/,
    answer('GetAccount', { SendQuota: { Max24HourSend: 200, SentLast24Hours: 200 } }),
  ],
  [
    'the sandbox, with recipients of a verified domain',
    'SES sandbox',
    'warning',
    /sandbox/,
    answer('GetAccount', { ProductionAccessEnabled: false }),
  ],
  [
    'the sandbox, with a recipient that is not verified',
    'recipients',
    'fault',
    /carol@example\.org/,
    (setup) => {
      setup.config.mail = { from: 'audit@example.com', to: ['security@example.com', 'carol@example.org'] };
      answer('GetAccount', { ProductionAccessEnabled: false })(setup);
    },
    ['SES sandbox'],
  ],
  [
    'no sender identity',
    'sender',
    'fault',
    /neither audit@example\.com nor its domain/,
    without('GetEmailIdentity example.com'),
  ],
  [
    'a sender that is not verified',
    'sender',
    'fault',
    /example\.com is not verified/,
    answer('GetEmailIdentity example.com', { VerifiedForSendingStatus: false }),
  ],
  [
    'no DKIM',
    'DKIM',
    'warning',
    /not signed \(NOT_STARTED\)/,
    answer('GetEmailIdentity example.com', {
      DkimAttributes: { Status: 'NOT_STARTED', SigningEnabled: false },
    }),
  ],
  [
    'SES that may not be looked at',
    'SES account',
    'warning',
    /lacks the permission ses:GetAccount/,
    ({ answers, config }) => {
      config.mail = { from: 'audit@example.com', to: ['carol@example.org'] };
      answers.GetAccount = DENIED;
    },
  ],

  ['no schedule', 'schedule', 'fault', /there is no schedule/, without('GetSchedule')],
  [
    'a disabled schedule',
    'schedule',
    'fault',
    /is disabled: no run is started/,
    answer('GetSchedule', { State: 'DISABLED' }),
  ],
  [
    'a schedule that has ended',
    'schedule',
    'fault',
    /ended at 2026-01-01/,
    answer('GetSchedule', { EndDate: Date.parse('2026-01-01T00:00:00Z') / 1000 }),
    ['schedule'],
  ],
  [
    'another period',
    'schedule time',
    'fault',
    /runs every PT6H, a run covers P1D/,
    answer('GetSchedule', { ScheduleExpression: 'cron(0 0/6 * * ? *)' }),
  ],
  [
    'another zone',
    'schedule time',
    'fault',
    /the windows are made in Asia\/Tokyo/,
    answer('GetSchedule', { ScheduleExpressionTimezone: 'UTC' }),
  ],
  [
    'a schedule of something else',
    'schedule target',
    'fault',
    /is not the function/,
    answer('GetSchedule', {
      Target: {
        Arn: 'arn:aws:lambda:us-east-1:111122223333:function:other',
        Input: '<aws.scheduler.scheduled-time>',
        DeadLetterConfig: { Arn: 'q' },
      },
    }),
  ],
  [
    'no queue for what was not started',
    'dead letters',
    'warning',
    /they are lost/,
    answer('GetSchedule', { Target: { Arn: `x:${STACK}-start`, Input: '<aws.scheduler.scheduled-time>' } }),
  ],
  [
    'no state machine',
    'state machine',
    'fault',
    /there is no state machine/,
    without('DescribeStateMachine'),
  ],
  [
    'a state machine that goes away',
    'state machine',
    'fault',
    /is DELETING/,
    answer('DescribeStateMachine', { status: 'DELETING' }),
  ],
  [
    'a failed run',
    'last run',
    'fault',
    /FAILED/,
    answer('ListExecutions', { executions: [execution('FAILED', 3)] }),
  ],
  [
    'runs that stopped',
    'last run',
    'fault',
    /3 days ago: runs are missing/,
    answer('ListExecutions', { executions: [execution('SUCCEEDED', 75)] }),
  ],
  ['no run yet', 'last run', 'warning', /there was none/, answer('ListExecutions', { executions: [] })],
  [
    'a schedule that may not be looked at',
    'schedule',
    'warning',
    /lacks the permission scheduler:GetSchedule/,
    ({ answers }) => {
      answers.GetSchedule = DENIED;
    },
  ],
  [
    'a service that does not answer as it should',
    'schedule',
    'warning',
    /could not be looked at: /,
    ({ answers }) => {
      answers.GetSchedule = new ServiceError('InternalServerException', 'We are sorry', {}, 400);
    },
  ],
])('names %s', async (_, check, status, seen, breakIt, consequences = []) => {
  const setup = aws.sound();
  const options = (breakIt(setup) ?? {}) as DoctorOptions;
  const { findings } = await look(setup, options);
  const wrong = findings.filter((finding) => finding.status !== 'ok');

  expect(wrong).toContainEqual({
    check,
    status,
    seen: expect.stringMatching(seen),
    todo: expect.stringMatching(/\w/),
  });
  expect(
    wrong.map((finding) => finding.check).filter((name) => name !== check && !consequences.includes(name)),
  ).toEqual([]);
});

test.each<[string, DoctorOptions, RegExp[]]>([
  ['nothing to look at', {}, [/^logs: missing, give --logs DIR, or --log-bucket/]],
  ['both places', { logs: '.', logBucket: 's3://logs' }, [/^log-bucket: is for what is on AWS/]],
  [
    'names that are none',
    { logBucket: 'logs', workgroup: 'a b', out: './archive', stack: '-', region: 'Tokyo' },
    [
      /^log-bucket: "logs" is not a place in S3/,
      /^workgroup: /,
      /^region: "Tokyo"/,
      /^out: "\.\/archive" is not in S3/,
      /^stack: "-" is not the name of a stack/,
    ],
  ],
  [
    'an option of the other place',
    { logBucket: 's3://logs', newestDays: 3 },
    [/^newest-days: goes with --logs only/],
  ],
])('refuses %s before anything is asked', async (_, options, faults) => {
  await expect(examine(options, { read: () => {} })).rejects.toMatchObject({
    faults: faults.map((fault) => expect.stringMatching(fault)),
  });
});

test('refuses a table name that Athena forbids, and a period that is none', async () => {
  const config = await configFile({ table: { table: 'CloudTrail-Logs' } });
  await expect(examine({ logBucket: 's3://logs', config }, { read: () => {} })).rejects.toThrow(
    /table\.table: "CloudTrail-Logs" is wrong: give lower-case letters, digits and underscores/,
  );
  const period = await configFile({ schedule: { period: 'daily' } });
  await expect(examine({ logBucket: 's3://logs', config: period }, { read: () => {} })).rejects.toThrow(
    RequestError,
  );
});
