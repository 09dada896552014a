/** Records of CloudTrail, as far as controls look at them. */

export const ACCOUNT = '111122223333';

type Fields = Record<string, unknown>;

/** Of each control what it must find and what it must not: an example is a record, or several of one account. */
export type Examples = Record<string, { hits: (Fields | Fields[])[]; others: (Fields | Fields[])[] }>;

/** A successful call of an IAM user's, with a key. */
export function call(
  service: string,
  eventName: string,
  requestParameters: Fields | null = null,
  more: Fields = {},
) {
  return {
    eventVersion: '1.11',
    userIdentity: user('alice'),
    eventTime: '2026-11-21T12:00:00Z',
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: 'us-east-1',
    sourceIPAddress: '192.0.2.7',
    userAgent: 'aws-cli/2.31.0',
    requestParameters,
    responseElements: null,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: ACCOUNT,
    ...more,
  };
}

export function refused(record: Fields, errorCode = 'AccessDenied'): Fields {
  return { ...record, errorCode, errorMessage: 'not authorized to perform this action' };
}

/** A sign-in to the console, by default an IAM user's with MFA that worked. */
export function signIn(more: Fields = {}): Fields {
  return call('signin', 'ConsoleLogin', null, {
    eventType: 'AwsConsoleSignIn',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { LoginTo: 'https://console.aws.amazon.com', MobileVersion: 'No', MFAUsed: 'Yes' },
    ...more,
  });
}

export function failedSignIn(more: Fields = {}): Fields {
  return signIn({
    responseElements: { ConsoleLogin: 'Failure' },
    errorMessage: 'Failed authentication',
    ...more,
  });
}

export function user(userName: string): Fields {
  return {
    type: 'IAMUser',
    principalId: `AIDA${userName.toUpperCase()}`,
    arn: `arn:aws:iam::${ACCOUNT}:user/${userName}`,
    accountId: ACCOUNT,
    accessKeyId: 'AKIAEXAMPLE',
    userName,
  };
}

export const ROOT: Fields = {
  type: 'Root',
  principalId: ACCOUNT,
  arn: `arn:aws:iam::${ACCOUNT}:root`,
  accountId: ACCOUNT,
};

export function role(name: string, session: string, path = ''): Fields {
  const issuer = {
    type: 'Role',
    arn: `arn:aws:iam::${ACCOUNT}:role/${path}${name}`,
    accountId: ACCOUNT,
    userName: name,
  };
  return {
    type: 'AssumedRole',
    principalId: `AROAEXAMPLE:${session}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${name}/${session}`,
    accountId: ACCOUNT,
    accessKeyId: 'ASIAEXAMPLE',
    sessionContext: { sessionIssuer: issuer, attributes: { mfaAuthenticated: 'false' } },
  };
}

/** A person of Identity Center's. */
export const SSO = role(
  'AWSReservedSSO_Admin_0123456789abcdef',
  'bob@example.com',
  'aws-reserved/sso.amazonaws.com/',
);

export const SERVICE: Fields = { type: 'AWSService', invokedBy: 'guardduty.amazonaws.com' };

export const SERVICE_ROLE = role(
  'AWSServiceRoleForConfig',
  'AWSConfig',
  'aws-service-role/config.amazonaws.com/',
);

/** `minutes` after noon of the window's day. */
export function at(minutes: number, record: Fields): Fields {
  return {
    ...record,
    eventTime: new Date(Date.UTC(2026, 10, 21, 12, minutes)).toISOString().replace('.000Z', 'Z'),
  };
}

export function times(count: number, record: (i: number) => Fields): Fields[] {
  return Array.from({ length: count }, (_, i) => record(i));
}
