import type { Session } from '../call.ts';
import * as iam from '../calls/iam.ts';
import { BROWSERS, MANAGEMENT, OFFICES, VIRGINIA } from '../company.ts';
import { accessKeyId, rootIdentity } from '../identity.ts';
import type { Occurrence } from '../record.ts';
import { failedRootLogin, passwordUpdated, rootLogin } from '../sign-ins.ts';
import { callsOf, type Stage, signedIn, visitFrom } from './stage.ts';

/** Root signs in, at the second try, for the few things that only root may do. */
export function rootAtWork(stage: Stage): Occurrence[] {
  const wrong = visitFrom(stage, '02:15:01', VIRGINIA, OFFICES.tokyo);
  const right = { ...wrong, at: wrong.at + 64 };
  const update = { ...wrong, at: wrong.at + 300 };
  const session: Session = {
    account: MANAGEMENT,
    identity: rootIdentity(MANAGEMENT, accessKeyId(stage.random, 'ASIA'), right.at),
    sourceIPAddress: wrong.address,
    userAgent: `${BROWSERS[0]}`,
    channel: 'console',
  };
  const calls = [
    iam.getAccountSummary,
    iam.listMfaDevices,
    iam.generateCredentialReport,
    iam.putAlternateContact,
  ];
  return [
    signedIn(wrong, failedRootLogin(wrong, MANAGEMENT)),
    signedIn(right, rootLogin(right, MANAGEMENT)),
    ...callsOf(stage, session, VIRGINIA, '02:17:00', calls),
    signedIn(update, passwordUpdated(update, MANAGEMENT)),
  ];
}
