import { ACCOUNT, logPath, signIn, writeLog } from '../logs.ts';
import { corpus } from './corpus.ts';

/** A call or sign-in with the value wherever CloudTrail writes what its caller chose. */
export const records = {
  user: (value: string) => ({
    userIdentity: {
      type: 'IAMUser',
      principalId: value,
      arn: `arn:aws:iam::${ACCOUNT}:user/${value}`,
      accountId: ACCOUNT,
      accessKeyId: value,
      userName: value,
    },
    ...callWith(value),
    awsRegion: value,
    recipientAccountId: value,
  }),
  role: (value: string) => ({
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE:${value}`,
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deploy/${value}`,
      accountId: ACCOUNT,
      sessionContext: { sessionIssuer: { type: 'Role', userName: value } },
    },
    ...callWith(value),
  }),
  login: (value: string) => ({
    userIdentity: { type: 'IAMUser', accountId: ACCOUNT, userName: value },
    sourceIPAddress: value,
    userAgent: value,
    errorMessage: value,
    responseElements: { ConsoleLogin: 'Failure' },
    additionalEventData: value,
  }),
};

export type Kind = keyof typeof records;

/** Rows are found again by this. */
export const eventId = (at: number, kind: Kind) => `${kind}-${at}`;

function callWith(value: string) {
  return {
    eventSource: value,
    eventName: value,
    sourceIPAddress: value,
    userAgent: value,
    errorCode: value,
    errorMessage: value,
    requestParameters: { [value]: [value] },
    responseElements: value,
    additionalEventData: { value },
  };
}

/** Log files with every value of the corpus. */
export async function writeHostileLogs(logs: string): Promise<void> {
  for (const kind of Object.keys(records) as Kind[]) {
    const events = corpus.map(({ value }, at) =>
      signIn({ ...records[kind](value), eventID: eventId(at, kind), requestID: value }),
    );
    await writeLog(logs, logPath({ name: `${kind}.json.gz` }), events);
  }
}
