import { join } from 'node:path';
import { mmdb } from '../mmdb.ts';
import { callsOf } from './calls.ts';
import { givenBy, neededFor, statementsOf } from './grants.ts';
import { type Packaging, packageProject, type Template } from './packaging.ts';
import { zipEntries } from './zip.ts';

let packaged: Packaging;
let template: Template;
beforeAll(async () => {
  packaged = await packageProject();
  if (packaged.status !== 0) throw new Error(packaged.output);
  template = await packaged.template();
});

const ofType = (type: string, { Resources } = template) =>
  Object.entries(Resources).filter(([, { Type }]) => Type === type);

test('packages without credentials, questions or warnings', () => {
  expect(packaged.output).not.toMatch(/warning|deprecat/i);
});

test.each(['start', 'runQuery', 'pollQuery', 'archiveReport', 'sendSummary', 'render'])(
  'the bundle of %s is at most 1 MB',
  async (name) => {
    const entries = await zipEntries(join(packaged.directory, `${name}.zip`));

    expect(entries.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(1_000_000);
  },
);

test('only the start function carries the reports', async () => {
  const names = async (zip: string) =>
    (await zipEntries(join(packaged.directory, zip))).map(({ name }) => name);

  expect(await names('start.zip')).toEqual(
    expect.arrayContaining(['sql/reports/console-logins.sql', 'sql/events.sql']),
  );
  expect(await names('runQuery.zip')).toEqual(['handlers/run-query.mjs']);
});

test('the function of the mail carries the MMDB files that the settings name', async () => {
  const content = mmdb({ '203.0.113.0/24': { country_code: 'NL' } });
  const { status, output, directory } = await packageProject(
    (yaml) => yaml.replace('    mute: {}', '    networks: { country: country.mmdb }\n    mute: {}'),
    { 'country.mmdb': content },
  );
  expect([status, output]).toEqual([0, expect.any(String)]);
  const names = (await zipEntries(join(directory, 'sendSummary.zip'))).map(({ name }) => name);
  expect(names.sort()).toEqual(['country.mmdb', 'handlers/send-summary.mjs']);
});

const FUNCTIONS = {
  Start: 'start',
  RunQuery: 'run-query',
  PollQuery: 'poll-query',
  ArchiveReport: 'archive-report',
  SendSummary: 'send-summary',
  Render: 'render',
};
const PLACES = {
  '{"Ref":"ArchiveBucket"}': 'archive',
  '{"Ref":"ResultBucket"}': 'results',
  ':example-cloudtrail-logs': 'logs',
};
// By Lambda itself: the log, and what is left of a call that failed.
const OWN_LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const ON_FAILURE = ['sqs:SendMessage'];

/** What the code does with the setting `history` alone. */
const FOR_HISTORY: Readonly<Record<string, readonly string[]>> = {
  RunQuery: ['s3:ListBucket archive'],
};

test.each(Object.entries(FUNCTIONS))('%s may do what its code does, and nothing else', async (name, file) => {
  const calls = await callsOf(`handlers/${file}.ts`);
  const hasDestination = `${name}LambdaEvConf` in template.Resources;

  const given = givenBy(template, `${name}Role`, PLACES);

  const lambda = [...OWN_LOG, ...(hasDestination ? ON_FAILURE : [])];
  const needed = neededFor(calls).filter((grant) => !FOR_HISTORY[name]?.includes(grant));
  expect(given).toEqual([...needed, ...lambda].sort());
});

test.each(Object.keys(FUNCTIONS))('%s has a role of its own, and writes to its own log alone', (name) => {
  const { Role } = template.Resources[`${name}LambdaFunction`]?.Properties ?? {};
  const [log] = statementsOf(template, `${name}Role`);

  expect(Role).toEqual({ 'Fn::Sub': `\${${name}Role.Arn}` });
  expect(log?.Resource).toEqual({ 'Fn::GetAtt': [`${name}LogGroup`, 'Arn'] });
});

test('no role but those of the functions, the state machines and the schedules', () => {
  const others = ['StateMachine', 'Schedule', 'Overdue', 'OverdueSchedule'];
  const roles = [...Object.keys(FUNCTIONS), ...others].map((name) => `${name}Role`);

  expect(ofType('AWS::IAM::Role').map(([name]) => name)).toEqual(expect.arrayContaining(roles));
  expect(ofType('AWS::IAM::Role')).toHaveLength(roles.length);
});

test('no role may do all of a service, and any resource is for what AWS knows no narrower one for', () => {
  const statements = ofType('AWS::IAM::Role').flatMap(([role]) => statementsOf(template, role));
  const actionsOf = (some: typeof statements) => some.flatMap(({ Action }) => Action);

  expect(actionsOf(statements).filter((action) => action.includes('*'))).toEqual([]);
  const anywhere = actionsOf(statements.filter(({ Resource }) => [Resource].flat().includes('*')));
  expect(new Set(anywhere.map((action) => action.replace(/:.*/, '')))).toEqual(
    new Set(['logs', 'xray', 'cloudwatch']),
  );
});

test('every log group has a retention', () => {
  const groups = ofType('AWS::Logs::LogGroup');

  expect(groups).toHaveLength(7);
  for (const [, { Properties }] of groups) expect(Properties).toHaveProperty('RetentionInDays', 90);
});

test('the state machine logs what happened, and not what it happened with', () => {
  expect(template.Resources.StateMachine?.Properties.LoggingConfiguration).toMatchObject({
    IncludeExecutionData: false,
  });
});

test('every bucket is private, encrypted and for TLS only', () => {
  const policies = ofType('AWS::S3::BucketPolicy').map(([, { Properties }]) => JSON.stringify(Properties));
  for (const [name, { Properties }] of ofType('AWS::S3::Bucket')) {
    expect(Properties).toMatchObject({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: expect.anything(),
    });
    expect(
      policies.filter((policy) => policy.includes(name) && policy.includes('SecureTransport')),
    ).toHaveLength(1);
  }
});

test('the state machine calls the functions it may call', () => {
  const { DefinitionSubstitutions } = template.Resources.StateMachine?.Properties ?? {};
  const invoked = statementsOf(template, 'StateMachineRole').find(
    ({ Action }) => Action === 'lambda:InvokeFunction',
  );

  expect(invoked?.Resource).toEqual(Object.values(DefinitionSubstitutions ?? {}));
});

test('an existing workgroup and archive take the place of those that are made, with a history too', async () => {
  const { status, output, ...own } = await packageProject((yaml) =>
    yaml
      .replace(/scanLimitBytes: .*/, 'workgroup: team\n      results: s3://team-results/audit/')
      .replace(/retentionDays: .*/, 'bucket: team-archive')
      .replace('# history: on', 'history: on'),
  );
  if (status !== 0) throw new Error(output);
  const existing = await own.template();

  expect(ofType('AWS::Athena::WorkGroup', existing)).toEqual([]);
  expect(ofType('AWS::S3::Bucket', existing).map(([name]) => name)).toEqual(['ServerlessDeploymentBucket']);
  const [[, table] = []] = ofType('AWS::Glue::Table', existing);
  expect(table?.Properties).toMatchObject({
    DatabaseName: 'cloudtrail_audit',
    TableInput: {
      Name: 'cloudtrail_audit_events_dev',
      Parameters: { 'projection.run.type': 'injected', 'projection.kind.type': 'enum' },
    },
  });
  const places = {
    '"team-archive"': 'archive',
    '"team-results"': 'results',
    ':example-cloudtrail-logs': 'logs',
  };
  for (const [name, file] of Object.entries(FUNCTIONS)) {
    const given = givenBy(existing, `${name}Role`, places);
    expect(given).toEqual(expect.arrayContaining(neededFor(await callsOf(`handlers/${file}.ts`))));
  }
});

test('settings at fault end the packaging, each with its name, value and reason', async () => {
  const { status, output } = await packageProject((yaml) =>
    yaml.replace('07:00', '25:00').replace('timezone: UTC', 'timezone: Tokio'),
  );

  expect(status).toBe(1);
  expect(output).toContain('timezone: "Tokio" is wrong: give an IANA time zone');
  expect(output).toContain('schedule.time: "25:00" is wrong');
});
