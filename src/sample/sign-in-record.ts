import { type Instant, isoOf } from './calendar.ts';
import { MANAGEMENT } from './company.ts';
import type { Random } from './random.ts';
import type { CloudTrailRecord, Fields, UserIdentity } from './record.ts';

/** Someone in front of the sign-in page. */
export interface Visit {
  random: Random;
  at: Instant;
  region: string;
  address: string;
  browser: string;
}

export function login(
  visit: Visit,
  identity: UserIdentity,
  outcome: 'Success' | 'Failure',
  details: Fields,
): CloudTrailRecord {
  const LoginTo = `https://${visit.region}.console.aws.amazon.com/console/home?hashArgs=%23&isauthcode=true&nc2=h_si&region=${visit.region}&src=header-signin&state=hashArgsFromTB_${visit.region}_${visit.random.hex(16)}`;
  return signIn(visit, 'ConsoleLogin', identity, outcome, { LoginTo, MobileVersion: 'No', ...details });
}

export function signIn(
  visit: Visit,
  eventName: string,
  userIdentity: UserIdentity,
  outcome: string,
  additionalEventData: Fields,
): CloudTrailRecord {
  return {
    eventVersion: '1.11',
    userIdentity,
    eventTime: isoOf(visit.at),
    eventSource: 'signin.amazonaws.com',
    eventName,
    awsRegion: visit.region,
    sourceIPAddress: visit.address,
    userAgent: visit.browser,
    errorMessage: undefined,
    requestParameters: null,
    responseElements: { [eventName]: outcome },
    additionalEventData,
    eventID: visit.random.uuid(),
    readOnly: false,
    eventType: 'AwsConsoleSignIn',
    managementEvent: true,
    recipientAccountId: userIdentity.accountId ?? MANAGEMENT,
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: `${visit.region}.signin.aws.amazon.com`,
    },
  };
}
