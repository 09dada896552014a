/** Who can do what, as docs/permissions.md says: its tables beside the packaged template, and requests beside the roles. */
import { readFile } from 'node:fs/promises';
import { ACCOUNT, type Deployed, deploy, REGION } from '../e2e/template.ts';
import { isAllowed, type PolicyDocument, type Request } from './accounts/policy.ts';
import { packagedTemplate, packageProject } from './packaging.ts';

const page = await readFile('docs/permissions.md', 'utf8');
let stack: Deployed;
beforeAll(async () => {
  stack = deploy(await packagedTemplate());
});

const FUNCTIONS = [
  'StartRole',
  'RunQueryRole',
  'PollQueryRole',
  'ArchiveReportRole',
  'SendSummaryRole',
  'RenderRole',
];

const LOGS = 'arn:aws:s3:::example-cloudtrail-logs';
const bucket = (id: string) => `arn:aws:s3:::${stack.ref(id)}`;
const object = (id: string, key: string) => `${bucket(id)}/${key}`;

interface Role {
  AssumeRolePolicyDocument: PolicyDocument;
  Policies: { PolicyDocument: PolicyDocument }[];
}

const role = (name: string) => stack.resources[name]?.Properties as unknown as Role;
const policyOf = (name: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: role(name).Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement),
});

function may(name: string, action: string, resource: string, context: Request['context'] = {}): boolean {
  return isAllowed(policyOf(name), { principal: { arn: name }, action, resource, context });
}

/** Role → its actions and buckets, from the rows of the page's tables. A row without a role goes on with the one above. */
function pageRows(): Record<string, string[]> {
  const rows: Record<string, string[]> = {};
  let name = '';
  for (const line of page.split('\n## Logs in another account')[0]?.split('\n') ?? []) {
    const [, first = '', actions = '', on = ''] = /^\| (?:`(\w+)` )?\| (`.*?`) \| (.*?) \|/.exec(line) ?? [];
    name = first || name;
    const [place] = /^(archive|results|logs)\b/.exec(on) ?? [];
    const named = Array.from(
      actions.matchAll(/`([a-z0-9]+:\w+)`/g),
      ([, action]) => `${action} ${place ?? ''}`,
    );
    if (named.length > 0) rows[name] = [...(rows[name] ?? []), ...named];
  }
  return Object.fromEntries(Object.entries(rows).map(([key, actions]) => [key, unique(actions)]));
}

/** The same of the table of what a history adds. */
function historyRows(): Record<string, string[]> {
  const rows: Record<string, string[]> = {};
  let name = '';
  const [, section = ''] = page.split('| role, with a history |');
  for (const line of section.split('\n## ')[0]?.split('\n') ?? []) {
    const [, first = '', actions = ''] = /^\| (\w*) ?\| ((?:\w+:\w+(?:, |; )?)+) \|/.exec(line) ?? [];
    name = first || name;
    if (actions) rows[name] = [...(rows[name] ?? []), ...actions.split(/[,;] /)].sort();
  }
  return rows;
}

test('with a history the roles have what the page says besides, none of it below runs/', async () => {
  const { status, output, ...made } = await packageProject((yaml) =>
    yaml.replace('# history: on', 'history: on'),
  );
  if (status !== 0) throw new Error(output);
  const on = deploy((await made.template()) as never);
  const statementsIn = (of: Deployed, name: string) => {
    const made = of.resources[name]?.Properties as unknown as Role;
    return made.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  };
  const added = Object.fromEntries(
    FUNCTIONS.map((name) => {
      const before = new Set(policyOf(name).Statement.map((it) => JSON.stringify(it)));
      const more = statementsIn(on, name).filter((it) => !before.has(JSON.stringify(it)));
      return [name, more];
    }),
  );

  const actions = Object.entries(added).flatMap(([name, more]) =>
    more.length > 0 ? [[name, more.flatMap(({ Action }) => [Action].flat()).sort()]] : [],
  );
  expect(Object.fromEntries(actions)).toEqual(historyRows());
  const archive = `arn:aws:s3:::${on.ref('ArchiveBucket')}`;
  const does = (name: string, action: string, key: string) =>
    isAllowed(
      { Version: '2012-10-17', Statement: statementsIn(on, name) },
      { principal: { arn: name }, action, resource: `${archive}/${key}`, context: {} },
    );
  for (const action of ['s3:PutObject', 's3:GetObject', 's3:DeleteObject']) {
    expect(does('RunQueryRole', action, 'runs/2026/11/21/scheduled/manifest.json')).toBe(false);
    expect(does('RunQueryRole', action, 'events/run=a-1/kind=role/x')).toBe(action !== 's3:DeleteObject');
  }
  const writers = FUNCTIONS.filter((name) => does(name, 's3:PutObject', 'events/run=a-1/kind=role/x'));
  expect(writers).toEqual(['RunQueryRole']);
});

const unique = (texts: readonly string[]) => [...new Set(texts)].sort();

test('the page has every role of the stack, with all of its actions, in which bucket, and no others', () => {
  const places = Object.entries({
    archive: bucket('ArchiveBucket'),
    results: bucket('ResultBucket'),
    logs: LOGS,
  });
  const roles = stack.ofType('AWS::IAM::Role').map((name) => {
    const isFunction =
      `${name.replace(/Role$/, '')}LogGroup` in stack.resources && name !== 'StateMachineRole';
    // Said once, above the table.
    const ownLog = isFunction ? ['logs:CreateLogStream ', 'logs:PutLogEvents '] : [];
    const statements = policyOf(name).Statement.map(({ Action, Resource }) => {
      const [place = ''] = places.find(([, arn]) => String(Resource).startsWith(arn)) ?? [];
      return [Action].flat().map((action) => `${action} ${place}`);
    });
    const actions = unique(statements.flat());
    return [name, actions.filter((action) => !ownLog.includes(action))];
  });

  expect(pageRows()).toEqual(Object.fromEntries(roles));
});

test('who deploys may make every kind of resource of the stack', () => {
  const services: Record<string, string> = {
    Events: 'EventBridge',
    Logs: 'CloudWatch Logs',
    Scheduler: 'EventBridge Scheduler',
    StepFunctions: 'Step Functions',
  };
  const [, rows = ''] = page.split('## Who deploys');
  const listed = Array.from(rows.matchAll(/^\| ([A-Z][\w ]+) \|/gm), ([, service = '']) => service);
  const made = Object.values(stack.resources).map(({ Type }) => Type.split('::')[1] ?? '');

  expect(unique(listed)).toEqual(unique(['CloudFormation', ...made.map((name) => services[name] ?? name)]));
});

/** The policies that the page has for copying. */
const policies = Array.from(page.matchAll(/```json\n(.*?)```/gs), ([, json = '']) =>
  JSON.parse(
    json
      .replaceAll('REPORTER-ACCOUNT', ACCOUNT)
      .replaceAll('ACCOUNT', ACCOUNT)
      .replaceAll('LOG-BUCKET', 'team-logs')
      .replaceAll('REGION', REGION)
      .replaceAll('STACK', 'cloudtrail-audit-reporter-dev'),
  ),
);

test('the policy for the bucket of another account lets the roles do there what they may here', () => {
  const policy = { Version: '2012-10-17', Statement: [policies[0]] };
  const log = 'arn:aws:s3:::team-logs/AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/21/log.json.gz';
  const asks = (name: string, action: string, resource: string) =>
    isAllowed(policy, {
      principal: { arn: `arn:aws:iam::${ACCOUNT}:role/cloudtrail-audit-reporter-dev-${name}-1A2B3C` },
      action,
      resource,
      context: {},
    });

  for (const name of FUNCTIONS) {
    const here = (action: string, resource: string) =>
      may(name, action, resource.replace('team-logs', 'example-cloudtrail-logs'), {
        's3:prefix': 'AWSLogs/1',
      });
    if (here('s3:ListBucket', 'arn:aws:s3:::team-logs')) {
      expect(asks(name, 's3:ListBucket', 'arn:aws:s3:::team-logs')).toBe(true);
    }
    if (here('s3:GetObject', log)) expect(asks(name, 's3:GetObject', log)).toBe(true);
    if (here('s3:GetBucketLocation', 'arn:aws:s3:::team-logs')) {
      expect(asks(name, 's3:GetBucketLocation', 'arn:aws:s3:::team-logs')).toBe(true);
    }
    expect(asks(name, 's3:PutObject', log)).toBe(false);
  }
  expect(asks('PollQueryRole', 's3:GetObject', log)).toBe(false);
});

test('the statements for a key let the services encrypt the notices of this topic and the log groups of the stack', () => {
  const policy = { Version: '2012-10-17', Statement: policies[1] };
  const encrypts = (service: string, context: Request['context']) =>
    ['kms:GenerateDataKey', 'kms:Decrypt'].every((action) =>
      isAllowed(policy, { principal: { service }, action, resource: '*', context }),
    );
  const topic = (arn: string) => ({ 'kms:EncryptionContext:aws:sns:topicArn': arn });

  for (const service of ['events.amazonaws.com', 'cloudwatch.amazonaws.com']) {
    expect(encrypts(service, topic(stack.ref('NoticesTopic')))).toBe(true);
    expect(encrypts(service, topic('arn:aws:sns:us-east-1:444455556666:other'))).toBe(false);
  }
  for (const id of stack.ofType('AWS::Logs::LogGroup')) {
    const arn = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${stack.ref(id)}`;
    expect(encrypts(`logs.${REGION}.amazonaws.com`, { 'kms:EncryptionContext:aws:logs:arn': arn })).toBe(
      true,
    );
  }
});

describe('the archive', () => {
  const RUN = 'runs/2026/11/21/scheduled';

  test.each([
    ['StartRole', ['read manifest']],
    ['RunQueryRole', []],
    ['PollQueryRole', []],
    ['ArchiveReportRole', ['read manifest', 'write']],
    ['SendSummaryRole', ['read manifest', 'read', 'write']],
  ])('%s may %j there', (name, expected) => {
    const requests: Record<string, [string, string]> = {
      'read manifest': ['s3:GetObject', `${RUN}/manifest.json`],
      read: ['s3:GetObject', `${RUN}/console-logins.csv`],
      write: ['s3:PutObject', `${RUN}/console-logins.csv`],
      'write elsewhere': ['s3:PutObject', 'events/x'],
      delete: ['s3:DeleteObject', `${RUN}/manifest.json`],
      'delete a version': ['s3:DeleteObjectVersion', `${RUN}/manifest.json`],
      'pass by the lock': ['s3:BypassGovernanceRetention', `${RUN}/manifest.json`],
    };

    const allowed = Object.entries(requests).filter(([, [action, key]]) =>
      may(name, action, object('ArchiveBucket', key)),
    );
    expect(allowed.map(([what]) => what)).toEqual(expected);
  });

  test.each(['StartRole', 'ArchiveReportRole', 'SendSummaryRole'])(
    '%s is told that an object is missing, and lists runs alone',
    (name) => {
      const list = (context: Request['context']) =>
        may(name, 's3:ListBucket', bucket('ArchiveBucket'), context);

      expect(list({})).toBe(true);
      expect(list({ 's3:prefix': 'runs/2026/11/' })).toBe(true);
      expect(list({ 's3:prefix': '' })).toBe(false);
      expect(list({ 's3:prefix': 'events/' })).toBe(false);
    },
  );
});

describe('the logs', () => {
  const DAY = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/21/';

  test.each(FUNCTIONS)('%s writes none', (name) => {
    for (const action of ['s3:PutObject', 's3:DeleteObject', 's3:DeleteObjectVersion']) {
      expect(may(name, action, `${LOGS}/${DAY}log.json.gz`)).toBe(false);
    }
  });

  test('only the role of the queries reads them, below AWSLogs/ alone', () => {
    expect(FUNCTIONS.filter((name) => may(name, 's3:GetObject', `${LOGS}/${DAY}log.json.gz`))).toEqual([
      'RunQueryRole',
    ]);
    expect(may('RunQueryRole', 's3:GetObject', `${LOGS}/backup/log.json.gz`)).toBe(false);
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
  test('Athena learns where the bucket is: a request without a prefix', () => {
    expect(may('RunQueryRole', 's3:GetBucketLocation', LOGS)).toBe(true);
  });

  test('who lists them lists below AWSLogs/; without a prefix only Athena asks', () => {
    const list = (context: Request['context']) =>
      FUNCTIONS.filter((name) => may(name, 's3:ListBucket', LOGS, context));

    for (const prefix of ['AWSLogs/', DAY]) {
      expect(list({ 's3:prefix': prefix })).toEqual(['StartRole', 'RunQueryRole', 'SendSummaryRole']);
    }
    expect(list({ 's3:prefix': '' })).toEqual([]);
    expect(list({ 's3:prefix': 'backup/', 's3:delimiter': '/' })).toEqual([]);
    expect(list({})).toEqual(['RunQueryRole']);
  });

  test('who mails looks for another AWSLogs among the folders at the top', () => {
    const list = (context: Request['context']) =>
      FUNCTIONS.filter((name) => may(name, 's3:ListBucket', LOGS, context));

    for (const context of [{ 's3:prefix': '', 's3:delimiter': '/' }, { 's3:prefix': 'backup/AWSLogs/' }])
      expect(list(context)).toEqual(['SendSummaryRole']);
  });
});

test('only the role of the queries writes results, and only it and the archiving one read them', () => {
  const holders = (action: string) =>
    FUNCTIONS.filter((name) => may(name, action, object('ResultBucket', 'id.csv')));

  expect(holders('s3:PutObject')).toEqual(['RunQueryRole']);
  expect(holders('s3:GetObject')).toEqual(['RunQueryRole', 'PollQueryRole', 'ArchiveReportRole']);
  expect(holders('s3:DeleteObject')).toEqual([]);
});

test('the role of the queries reads its table alone, and changes none', () => {
  const glue = (action: string, resource: string) =>
    may('RunQueryRole', `glue:${action}`, `arn:aws:glue:${REGION}:${ACCOUNT}:${resource}`);

  expect(glue('GetTable', 'table/cloudtrail_audit/cloudtrail_logs')).toBe(true);
  expect(glue('GetTable', 'table/cloudtrail_audit/salaries')).toBe(false);
  expect(glue('GetTable', 'table/default/cloudtrail_logs')).toBe(false);
  for (const action of ['CreateTable', 'UpdateTable', 'DeleteTable']) {
    expect(glue(action, 'table/cloudtrail_audit/cloudtrail_logs')).toBe(false);
  }
});

describe('the mail', () => {
  const identity = (name: string) => `arn:aws:ses:${REGION}:${ACCOUNT}:identity/${name}`;
  const sends = (from: string, to: string[], resource = identity('example.com')) =>
    ['ses:SendEmail', 'ses:SendRawEmail'].every((action) =>
      may('SendSummaryRole', action, resource, { 'ses:FromAddress': from, 'ses:Recipients': to }),
    );

  test.each([
    [true, 'audit@example.com', ['security@example.com']],
    [true, 'Audit@Example.COM', ['Security@EXAMPLE.com']],
    [true, 'audit@example.com', ['auditor@example.com', 'Second.Auditor@example.com']],
    [false, 'ceo@example.com', ['security@example.com']],
    [false, 'audit@example.com', ['security@example.org']],
    [false, 'audit@example.com', ['security@example.com', 'someone@example.org']],
    [false, 'audit@example.com', ['security@example.com.evil.example']],
  ])('%s: from %s to %j', (expected, from, to) => {
    expect(sends(from, to)).toBe(expected);
  });

  test('without recipients is refused', () => {
    const context = { 'ses:FromAddress': 'audit@example.com' };

    expect(may('SendSummaryRole', 'ses:SendRawEmail', identity('example.com'), context)).toBe(false);
  });

  test('to a recipient in the sandbox asks for that identity too', () => {
    const recipient = identity('security@example.com');

    expect(sends('audit@example.com', ['security@example.com'], recipient)).toBe(true);
  });

  test('of an identity with a default configuration set asks for the set too', () => {
    const set = `arn:aws:ses:${REGION}:${ACCOUNT}:configuration-set/my-first-configuration-set`;

    expect(may('SendSummaryRole', 'ses:SendRawEmail', set)).toBe(true);
    expect(may('SendSummaryRole', 'ses:SendRawEmail', set.replace(ACCOUNT, '444455556666'))).toBe(false);
  });

  test('is sent by no other role', () => {
    const others = stack.ofType('AWS::IAM::Role').filter((name) => name !== 'SendSummaryRole');
    const actions = others.flatMap((name) => policyOf(name).Statement.flatMap(({ Action }) => Action));

    expect(actions.filter((action) => action.startsWith('ses:'))).toEqual([]);
  });
});

describe('a role is assumed for its own resource alone', () => {
  const assumed = (name: string, service: string, context: Request['context']) =>
    isAllowed(role(name).AssumeRolePolicyDocument, {
      principal: { service: `${service}.amazonaws.com` },
      action: 'sts:AssumeRole',
      resource: '*',
      context,
    });
  const from = (source: string, account = ACCOUNT) => ({
    'aws:SourceAccount': account,
    'aws:SourceArn': source,
  });

  test.each([
    ['StateMachineRole', 'StateMachine'],
    ['OverdueRole', 'Overdue'],
  ])('%s', (name, machine) => {
    const arn = stack.ref(machine);

    expect(assumed(name, 'states', from(arn))).toBe(true);
    expect(assumed(name, 'states', from(`${arn}-2`))).toBe(false);
    expect(assumed(name, 'states', from(arn, '444455556666'))).toBe(false);
    expect(assumed(name, 'states', {})).toBe(false);
  });

  test.each(['ScheduleRole', 'OverdueScheduleRole'])('%s', (name) => {
    const group = `arn:aws:scheduler:${REGION}:${ACCOUNT}:schedule-group/default`;

    expect(assumed(name, 'scheduler', from(group))).toBe(true);
    expect(assumed(name, 'scheduler', from(`${group}-2`))).toBe(false);
    expect(assumed(name, 'scheduler', from(group, '444455556666'))).toBe(false);
  });

  test.each(FUNCTIONS)('%s, by Lambda', (name) => {
    expect(assumed(name, 'lambda', {})).toBe(true);
    expect(assumed(name, 'ec2', {})).toBe(false);
  });
});

test('only the start function and the hour’s measure start executions, each of its own state machine', () => {
  const starts = (machine: string) =>
    stack.ofType('AWS::IAM::Role').filter((name) => may(name, 'states:StartExecution', stack.ref(machine)));

  expect(starts('StateMachine')).toEqual(['StartRole']);
  expect(starts('Overdue')).toEqual(['OverdueScheduleRole']);
});

test('functions are invoked by their state machine and their schedule alone', () => {
  const functions = stack.ofType('AWS::Lambda::Function');
  const invoked = (name: string) =>
    functions.filter((id) =>
      may(name, 'lambda:InvokeFunction', `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${stack.ref(id)}`),
    );

  expect(invoked('ScheduleRole')).toEqual(['StartLambdaFunction']);
  expect(invoked('StateMachineRole')).toHaveLength(5);
  expect(stack.ofType('AWS::Lambda::Permission')).toEqual([]);
  for (const name of FUNCTIONS) expect(invoked(name)).toEqual([]);
});
