import { readDerivedColumns } from '../../src/reports/derived-columns.ts';
import { readable } from '../../src/reports/sql-file.ts';
import { files, valuesOf } from './built-in.ts';
import {
  ACCOUNT,
  consoleLogin,
  type Event,
  HIDDEN,
  iamUser,
  portalFailure,
  roleAction,
  roleSession,
  userAction,
} from './events.ts';

type Identity = NonNullable<Event['useridentity']>;
type Case = readonly [what: string, event: Event, value: string | null];

const by = (useridentity: Identity, more: Event = {}) => userAction({ useridentity, ...more });
const loginBy = (useridentity: Identity, more: Event = {}) => consoleLogin({ useridentity, ...more });
const withMfa = (identity: Identity, mfaauthenticated: string): Identity => ({
  ...identity,
  sessioncontext: { ...identity.sessioncontext, attributes: { mfaauthenticated } },
});
const signInEvent = (eventname: string, more: Event) => consoleLogin({ eventname, ...more });
const SSO = roleSession('AWSReservedSSO_Admin_0123456789abcdef', 'bob@example.com');
const centerUser = (userid: string): Identity => ({
  type: 'IdentityCenterUser',
  onbehalfof: { userid, identitystorearn: `arn:aws:identitystore::${ACCOUNT}:identitystore/d-1` },
});
const federated = (sessionissuer: { type?: string; username?: string }) =>
  by({
    type: 'FederatedUser',
    accountid: ACCOUNT,
    arn: `arn:aws:sts::${ACCOUNT}:federated-user/once-4711`,
    sessioncontext: { sessionissuer },
  });
const from = (sourceipaddress: string) => userAction({ sourceipaddress });
const agent = (useragent: string) => userAction({ useragent });
const ANONYMOUS = { type: 'AWSAccount', principalid: '', accountid: 'ANONYMOUS_PRINCIPAL' };
const SERVICE = { type: 'AWSService', invokedby: 'x.amazonaws.com' };
const UNTYPED_SERVICE = { invokedby: 'x.amazonaws.com' };
const OTHER_ACCOUNT = { type: 'AWSAccount', principalid: 'AIDAX', accountid: '444455556666' };

const COLUMNS: Record<string, readonly Case[]> = {
  kind: [
    ['a sign-in', consoleLogin(), 'sign-in'],
    ['a sign-in without an identity', loginBy({}), 'sign-in'],
    ['a sign-in to the portal', portalFailure(), 'sign-in'],
    ['another event of the sign-in service', consoleLogin({ eventname: 'CheckMfa' }), 'user'],
    ["another service's event of that name", userAction({ eventname: 'UserAuthentication' }), 'user'],
    ['root', by({ type: 'Root' }), 'root'],
    ['an IAM user', userAction(), 'user'],
    ['a role', roleAction(), 'role'],
    ['a service', by(SERVICE), 'service'],
    ['a service without a type', by(UNTYPED_SERVICE), 'service'],
    ['another account', by(OTHER_ACCOUNT), 'other'],
    ['a type of the future', by({ type: 'Future' }), 'other'],
    ['no identity', by({}), 'other'],
    ['no identity at all', { eventtime: userAction().eventtime ?? '' }, 'other'],
  ],
  identity: [
    ['root by the alias of its account', by({ type: 'Root', username: 'our-alias' }), 'root'],
    ['an IAM user', userAction(), 'alice'],
    ['an IAM user without a name', by({ ...iamUser('bob'), username: '' }), 'user/bob'],
    ['a role', roleAction(), 'assumed-role/deploy/ci-42'],
    [
      'a role with a user name',
      by({ ...roleSession('okta', 'bob'), username: 'x' }),
      'assumed-role/okta/bob',
    ],
    ['a role without an arn', by({ ...roleSession('deploy', 'ci-42'), arn: '' }), 'deploy'],
    ['assumed root', by({ type: 'Root', sessioncontext: { assumedroot: 'true' } }), 'assumed-root'],
    [
      'a role itself',
      by({ type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/x/b`, username: 'b' }),
      'role/x/b',
    ],
    ['a role itself without an arn', by({ type: 'Role', username: 'batch' }), 'role/batch'],
    ['an Identity Center user', by(centerUser('u-1')), 'identity-center/d-1/u-1'],
    [
      'an Identity Center user of no known store',
      by({ type: 'IdentityCenterUser', onbehalfof: { userid: 'u-1' } }),
      'identity-center/u-1',
    ],
    ['an older one', by({ type: 'IdentityCenterUser', username: 'bob' }), 'identity-center/bob'],
    ['a directory', by({ type: 'Directory', username: 'ad\\bob' }), 'directory/ad\\bob'],
    ['a SAML user', by({ type: 'SAMLUser', username: 'bob', identityprovider: 'idp' }), 'saml/idp/bob'],
    ['a SAML user without a provider', by({ type: 'SAMLUser', username: 'bob' }), 'saml/bob'],
    ['a SAML user without a name', by({ type: 'SAMLUser', principalid: 'idp:bob' }), 'idp:bob'],
    [
      'a web identity',
      by({ type: 'WebIdentityUser', username: '1', identityprovider: 'accounts.google.com' }),
      'web-identity/accounts.google.com/1',
    ],
    [
      'a web identity of a provider in IAM',
      by({
        type: 'WebIdentityUser',
        username: 'repo:org/app',
        identityprovider: `arn:aws:iam::${ACCOUNT}:oidc-provider/ci.example`,
      }),
      'web-identity/ci.example/repo:org/app',
    ],
    [
      'nobody known who failed at the portal',
      portalFailure({
        useridentity: { type: 'Unknown', principalid: ACCOUNT },
        additionaleventdata: '{"UserName":"bob"}',
      }),
      'identity-center/bob',
    ],
    ['only a principal', by({ type: 'Future', principalid: 'X:y' }), 'X:y'],
    ['only a service', by(UNTYPED_SERVICE), 'x.amazonaws.com'],
    ['only a type', by({ type: 'SAMLUser' }), 'SAMLUser'],
  ],
  actor: [
    ['root', by({ type: 'Root' }), 'root'],
    ["an IAM user's key", userAction(), 'workload'],
    ['an IAM user with MFA', by(withMfa(iamUser('alice'), 'true')), 'person'],
    ['an IAM user in the console', userAction({ sessioncredentialfromconsole: 'true' }), 'person'],
    ['a sign-in', loginBy({ type: 'IAMUser', username: HIDDEN }), 'person'],
    ['a role of a machine', roleAction(), 'workload'],
    ['a role in the console', roleAction({ eventtype: 'AwsConsoleAction' }), 'person'],
    ['a role that signs in', loginBy(roleSession('admins', 'bob')), 'person'],
    ['Identity Center', by(SSO), 'person'],
    ['Identity Center itself', by({ type: 'IdentityCenterUser' }), 'person'],
    ['federation', by({ type: 'SAMLUser' }), 'person'],
    ['a web identity', by({ type: 'WebIdentityUser' }), 'workload'],
    ['a service', by(SERVICE), 'service'],
    ['a service without a type', by(UNTYPED_SERVICE), 'service'],
    ['a role of a service', by(roleSession('AWSServiceRoleForSupport', 'x')), 'service'],
    [
      'a role with the name of a service-linked one',
      by({
        ...roleSession('AWSServiceRoleForSupport', 'x'),
        sessioncontext: { sessionissuer: { arn: 'arn:aws:iam::111122223333:role/AWSServiceRoleForSupport' } },
      }),
      'workload',
    ],
    ['another account', by(OTHER_ACCOUNT), 'other-account'],
    ['an anonymous caller', by(ANONYMOUS), 'anonymous'],
    ['a type of the future', by({ type: 'Future' }), 'unknown'],
    ['no identity', by({}), 'unknown'],
  ],
  principal: [
    ['root', by({ type: 'Root', accountid: ACCOUNT, username: 'our-alias' }), `${ACCOUNT}/root`],
    [
      'assumed root',
      by({ type: 'Root', accountid: ACCOUNT, sessioncontext: { assumedroot: 'true' } }),
      `${ACCOUNT}/assumed-root`,
    ],
    ['an IAM user', userAction(), `${ACCOUNT}/user/alice`],
    [
      'an IAM user without a name',
      by({ ...iamUser('bob'), arn: `arn:aws:iam::${ACCOUNT}:user/x/bob`, username: '' }),
      `${ACCOUNT}/user/bob`,
    ],
    ['a user name that does not exist', loginBy({ type: 'IAMUser', username: HIDDEN }), null],
    ['a role', roleAction(), `${ACCOUNT}/role/deploy`],
    [
      'a role without an issuer',
      by({ ...roleSession('deploy', 'ci-42'), sessioncontext: {} }),
      `${ACCOUNT}/role/deploy`,
    ],
    ['Identity Center', by(SSO), 'identity-center/bob@example.com'],
    [
      'Identity Center, in capitals',
      by(roleSession('AWSReservedSSO_Admin_0123456789abcdef', 'Bob@Example.com')),
      'identity-center/bob@example.com',
    ],
    [
      'Identity Center without a person',
      by(roleSession('AWSReservedSSO_Admin_0123456789abcdef', '')),
      `${ACCOUNT}/role/AWSReservedSSO_Admin_0123456789abcdef`,
    ],
    ['a role of a service', by(roleSession('AWSServiceRoleForSupport', 'x')), null],
    [
      'a role of a service without an arn',
      by({
        type: 'AssumedRole',
        accountid: ACCOUNT,
        sessioncontext: {
          sessionissuer: { arn: `arn:aws:iam::${ACCOUNT}:role/aws-service-role/x/Y`, username: 'Y' },
        },
      }),
      null,
    ],
    [
      'a role itself',
      by({ type: 'Role', accountid: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:role/x/batch` }),
      `${ACCOUNT}/role/batch`,
    ],
    ['a federated user', federated({ type: 'IAMUser', username: 'broker' }), `${ACCOUNT}/user/broker`],
    ['a federated user of root', federated({ type: 'Root' }), `${ACCOUNT}/root`],
    ['a federated user of nobody', federated({}), `${ACCOUNT}/federated-user`],
    ['an Identity Center user', by(centerUser('u-1')), 'identity-center/d-1/u-1'],
    ['an Identity Center user without an id', by({ type: 'IdentityCenterUser', username: 'bob' }), null],
    [
      'a SAML user',
      by({ type: 'SAMLUser', username: 'bob', identityprovider: 'idp' }),
      `${ACCOUNT}/saml/idp`,
    ],
    [
      'a SAML user of a provider in IAM',
      by({ type: 'SAMLUser', identityprovider: `arn:aws:iam::${ACCOUNT}:saml-provider/CorpIdP` }),
      `${ACCOUNT}/saml/CorpIdP`,
    ],
    [
      'a web identity',
      by({
        type: 'WebIdentityUser',
        username: 'repo:org/app:ref:refs/heads/topic',
        identityprovider: `arn:aws:iam::${ACCOUNT}:oidc-provider/ci.example`,
      }),
      `${ACCOUNT}/web-identity/ci.example`,
    ],
    ['a directory', by({ type: 'Directory', username: 'bob' }), `${ACCOUNT}/directory/bob`],
    ['another account', by(OTHER_ACCOUNT), '444455556666/AIDAX'],
    [
      "another account's role",
      by({ type: 'AWSAccount', principalid: 'AROAX:i-0123', accountid: '444455556666' }),
      '444455556666/AROAX',
    ],
    ['an anonymous caller', by(ANONYMOUS), null],
    ['a service', by(SERVICE), null],
    ['a service without a type', by(UNTYPED_SERVICE), null],
    ['a failure at the portal', portalFailure({ useridentity: { type: 'Unknown', principalid: 'x' } }), null],
    ['a type of the future', by({ type: 'Future', principalid: 'X:y', accountid: ACCOUNT }), null],
    ['no identity', by({}), null],
    [
      'the recipient, where the identity has no account',
      by({ type: 'IAMUser', username: 'alice' }),
      `${ACCOUNT}/user/alice`,
    ],
  ],
  sourcenetwork: [
    ['an address', from('192.0.2.77'), '192.0.2.0/24'],
    ['a mapped address', from('::ffff:192.0.2.77'), '192.0.2.0/24'],
    ['IPv6', from('2001:db8:85a3:8d3:1319:8a2e:370:7348'), '2001:db8:85a3::/48'],
    ['IPv6 with zeros', from('2001:0DB8:0001:0000:0000:8A2E:0370:7348'), '2001:db8:1::/48'],
    ['IPv6 with zeros left out', from('2001:db8::1'), '2001:db8:0::/48'],
    ['IPv6 with more zeros left out', from('2600::1'), '2600:0:0::/48'],
    ['a service', from('cloudformation.amazonaws.com'), null],
    ['AWS', from('AWS Internal'), null],
    ['no address', from(''), null],
    ['an address and more', from('192.0.2.77, 10.0.0.1'), null],
  ],
  useragentfamily: [
    ['the AWS CLI', agent('aws-cli/2.15.0 Python/3.11.6 Linux/5.10 exe/x86_64'), 'aws-cli'],
    ['in brackets', agent('[Boto3/1.28.0 Python/3.11]'), 'boto3'],
    ['an SDK', agent('aws-sdk-go-v2/1.24.0 os/linux'), 'aws-sdk-go'],
    ['a browser', agent('Mozilla/5.0 (X11; Linux) Chrome/120'), 'mozilla'],
    ['Terraform', agent('APN/1.0 HashiCorp/1.0 Terraform/1.6.2 aws-sdk-go/1.49'), 'terraform'],
    ['a name with a date', agent('backup-tool-20261121'), 'backup-tool'],
    ['a name with an id', agent('stratus-red-team_c763d13b-d099-4abc'), 'stratus-red-team'],
    ['a name with an id after a hyphen', agent('build-a1b2c3d4/1.0'), 'build'],
    ['attackers', agent('aws-cli/1.22 Python/3.10 Linux/5.15.0-kali3-amd64'), 'aws-cli (kali)'],
    ['a service', agent('cloudformation.amazonaws.com'), null],
    ['AWS', agent('AWS Internal'), null],
    ['only a version', agent('1.2.3'), null],
    ['nothing', agent(''), null],
  ],
  calledaccount: [
    ['the recipient', by(OTHER_ACCOUNT), ACCOUNT],
    ['of an old record', userAction({ recipientaccountid: null }), ACCOUNT],
  ],
  outcome: [
    ['a sign-in', consoleLogin({ responseelements: '{"ConsoleLogin":"Success"}' }), 'Success'],
    ['a failed sign-in', consoleLogin({ responseelements: '{"ConsoleLogin":"FAILURE"}' }), 'Failure'],
    ['a null', consoleLogin({ responseelements: '{"ConsoleLogin":null}' }), 'unknown'],
    ['an object', consoleLogin({ responseelements: '{"ConsoleLogin":{"a":1}}' }), 'unknown'],
    ['no JSON', consoleLogin({ responseelements: '{"ConsoleLo' }), 'unknown'],
    ["another event's element", consoleLogin({ responseelements: '{"CheckMfa":"Failure"}' }), 'unknown'],
    ['a hidden name', loginBy({ username: HIDDEN }, { responseelements: '{' }), 'Failure'],
    ['a call', userAction(), 'Success'],
    ['a refused call', userAction({ errorcode: 'AccessDenied' }), 'Failure'],
    ['an empty error code', userAction({ errorcode: '' }), 'Success'],
    ['a message alone', userAction({ errormessage: 'Failed authentication' }), 'Failure'],
    ...['SwitchRole', 'CheckMfa', 'PasswordUpdated', 'GetSigninToken'].flatMap(
      (name): [string, Event, string][] => [
        [`a failed ${name}`, signInEvent(name, { responseelements: `{"${name}":"Failure"}` }), 'Failure'],
        [
          `a ${name} that worked`,
          signInEvent(name, { responseelements: `{ "${name}": "Success" }` }),
          'Success',
        ],
      ],
    ),
    [
      "another event's failure",
      signInEvent('CheckMfa', { responseelements: '{"Other":"Failure"}' }),
      'Success',
    ],
    ['a failed sign-in to the portal', portalFailure(), 'Failure'],
    ['a dry run that was allowed', userAction({ errorcode: 'Client.DryRunOperation' }), 'Success'],
    ['a dry run that was refused', userAction({ errorcode: 'Client.UnauthorizedOperation' }), 'Failure'],
  ],
  logintype: [
    ['root', loginBy({ type: 'Root' }), 'root'],
    ['an IAM user', consoleLogin(), 'iam-user'],
    ['a role', loginBy(roleSession('admins', 'bob')), 'federated'],
    ['federation', loginBy({ type: 'SAMLUser' }), 'federated'],
    ['a role of Identity Center', loginBy(SSO), 'identity-center'],
    ['Identity Center itself', loginBy({ type: 'IdentityCenterUser' }), 'identity-center'],
    ['nobody known at its portal', portalFailure({ useridentity: { type: 'Unknown' } }), 'identity-center'],
    ['a type of the future', loginBy({ type: 'Future' }), 'unknown'],
  ],
  mfa: [
    ['a sign-in with it', consoleLogin({ additionaleventdata: '{"MFAUsed":"YES"}' }), 'yes'],
    ['a sign-in without', consoleLogin({ additionaleventdata: '{"MFAUsed":"No"}' }), 'no'],
    ['a sign-in of root', loginBy({ type: 'Root' }, { additionaleventdata: '{"MFAUsed":"No"}' }), 'no'],
    ['a sign-in that is no JSON', consoleLogin({ additionaleventdata: '{"MFAUsed":' }), 'unknown'],
    ['a federated sign-in', loginBy(SSO, { additionaleventdata: '{"MFAUsed":"No"}' }), 'unknown'],
    ['a sign-in without an identity', loginBy({}, { additionaleventdata: '{"MFAUsed":"No"}' }), 'unknown'],
    ["an IAM user's key", userAction(), 'unknown'],
    ["an IAM user's session with it", by(withMfa(iamUser('alice'), 'true')), 'yes'],
    ["an IAM user's session without", by(withMfa(iamUser('alice'), 'false')), 'no'],
    ["root's session without", by(withMfa({ type: 'Root' }, 'false')), 'no'],
    ["a role's session with it", by(withMfa(roleSession('deploy', 'ci'), 'true')), 'yes'],
    ["a role's session without", by(withMfa(roleSession('deploy', 'ci'), 'false')), 'unknown'],
  ],
  console: [
    ['a sign-in', consoleLogin(), 'yes'],
    ['an action', userAction({ eventtype: 'AwsConsoleAction' }), 'yes'],
    ["a session of the console's", userAction({ sessioncredentialfromconsole: 'true' }), 'yes'],
    [
      'a session whose attributes say so',
      by({ sessioncontext: { attributes: { sessioncredentialfromconsole: 'true' } } }),
      'yes',
    ],
    ['a call', userAction({ eventversion: '1.11', eventtype: 'AwsApiCall' }), 'no'],
    ['an old call', userAction({ eventversion: '1.05', eventtype: 'AwsApiCall' }), 'unknown'],
  ],
  // Of late events: test/plan/late-events.slow.test.ts.
  late: [['an event of the window', userAction(), null]],
};

test.each(Object.entries(COLUMNS))('%s says what is known', async (column, cases) => {
  const values = await valuesOf(
    column,
    cases.map(([, event]) => event),
  );
  expect(cases.map(([what], i) => [what, values[i]])).toEqual(cases.map(([what, , value]) => [what, value]));
});

test('every derived column is tested', () => {
  const { columns } = readDerivedColumns(readable(files.events, []));
  expect(columns.map(({ name }) => name)).toEqual(Object.keys(COLUMNS));
});
