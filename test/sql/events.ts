/** A row of the CloudTrail table; columns that are absent are NULL. */
export interface Event {
  useridentity?: {
    type?: string;
    principalid?: string;
    arn?: string;
    accountid?: string;
    invokedby?: string;
    accesskeyid?: string;
    username?: string;
    identityprovider?: string;
    onbehalfof?: { userid?: string; identitystorearn?: string };
    sessioncontext?: {
      attributes?: { mfaauthenticated?: string; sessioncredentialfromconsole?: string };
      sessionissuer?: { type?: string; arn?: string; username?: string };
      sourceidentity?: string;
      assumedroot?: string;
    };
  };
  eventversion?: string;
  eventtype?: string;
  sessioncredentialfromconsole?: string;
  eventtime?: string;
  eventsource?: string;
  eventname?: string;
  awsregion?: string;
  sourceipaddress?: string;
  useragent?: string;
  errorcode?: string;
  errormessage?: string;
  requestparameters?: string;
  responseelements?: string;
  serviceeventdetails?: string;
  additionaleventdata?: string;
  requestid?: string;
  eventid?: string;
  readonly?: string;
  recipientaccountid?: string | null;
  addendum?: { reason?: string; updatedfields?: string; originaleventid?: string };
}

export const ACCOUNT = '111122223333';
export const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

export function consoleLogin(more: Event = {}): Event {
  return {
    useridentity: iamUser('alice'),
    eventsource: 'signin.amazonaws.com',
    eventname: 'ConsoleLogin',
    responseelements: '{"ConsoleLogin":"Success"}',
    additionaleventdata: '{"MobileVersion":"No","MFAUsed":"Yes"}',
    ...anyEvent(),
    ...more,
  };
}

/** A failed sign-in to the Identity Center portal, which makes no ConsoleLogin. */
export function portalFailure(more: Event = {}): Event {
  return consoleLogin({
    useridentity: { type: 'IdentityCenterUser', accountid: ACCOUNT },
    eventname: 'CredentialVerification',
    eventtype: 'AwsServiceEvent',
    responseelements: 'null',
    serviceeventdetails: '{"CredentialVerification":"Failure"}',
    ...more,
  });
}

export function userAction(more: Event = {}): Event {
  return { useridentity: iamUser('alice'), ...apiCall(), ...more };
}

export function roleAction(more: Event = {}): Event {
  return { useridentity: roleSession('deploy', 'ci-42'), ...apiCall(), ...more };
}

export function iamUser(username: string) {
  return {
    type: 'IAMUser',
    principalid: `AIDA${username.toUpperCase()}`,
    arn: `arn:aws:iam::${ACCOUNT}:user/${username}`,
    accountid: ACCOUNT,
    username,
  };
}

export function roleSession(role: string, session: string) {
  return {
    type: 'AssumedRole',
    principalid: `AROA${role.toUpperCase()}:${session}`,
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/${role}/${session}`,
    accountid: ACCOUNT,
    sessioncontext: { sessionissuer: { username: role } },
  };
}

function apiCall(): Event {
  return {
    eventsource: 's3.amazonaws.com',
    eventname: 'DeleteBucket',
    requestparameters: '{"bucketName":"logs"}',
    readonly: 'false',
    ...anyEvent(),
  };
}

function anyEvent(): Event {
  return {
    eventtime: '2026-11-21T12:00:00Z',
    awsregion: 'us-east-1',
    sourceipaddress: '192.0.2.7',
    useragent: 'Mozilla/5.0',
    eventid: 'e-1',
    requestid: 'r-1',
    recipientaccountid: ACCOUNT,
  };
}
