import { IRELAND, OFFICES, OHIO, PRODUCTION, SECURITY, SYDNEY, TOKYO, VIRGINIA } from '../company.ts';
import type { Occurrence } from '../record.ts';
import * as signIns from '../sign-ins.ts';
import { type Stage, signedIn, visitFrom } from './stage.ts';

const { tokyo, london, newYork } = OFFICES;

/** Every way into the console, and what the sign-in pages record besides. */
export function visitors(stage: Stage): Occurrence[] {
  return [...iamUsers(stage), ...federatedUsers(stage), ...mistypedPassword(stage), ...roleSwitch(stage)];
}

function iamUsers(stage: Stage): Occurrence[] {
  const { tanaka, suzuki, alice, awsadmin } = stage.cast.users;
  const morning = visitFrom(stage, '00:04:12', VIRGINIA, tokyo);
  const aliasCookie = visitFrom(stage, '00:31:40', SYDNEY, tokyo);
  const withoutMfa = visitFrom(stage, '00:47:03', VIRGINIA, tokyo);
  const regional = visitFrom(stage, '01:15:55', TOKYO, tokyo);
  const fromLondon = visitFrom(stage, '09:02:31', OHIO, london);
  return [
    signedIn(morning, signIns.checkMfa(morning, tanaka)),
    signedIn(morning, signIns.userLogin({ ...morning, at: morning.at + 9 }, tanaka, true)),
    signedIn(aliasCookie, signIns.userLogin(aliasCookie, suzuki, true)),
    signedIn(withoutMfa, signIns.userLogin(withoutMfa, awsadmin, false)),
    signedIn(regional, signIns.userLogin(regional, tanaka, true)),
    signedIn(fromLondon, signIns.checkMfa(fromLondon, alice)),
    signedIn(fromLondon, signIns.userLogin({ ...fromLondon, at: fromLondon.at + 14 }, alice, true)),
  ];
}

function federatedUsers(stage: Stage): Occurrence[] {
  const { administrators, engineers } = stage.cast;
  const portal = visitFrom(stage, '00:12:20', TOKYO, tokyo);
  const admin = visitFrom(stage, '13:30:48', VIRGINIA, newYork);
  const saml = visitFrom(stage, '08:55:09', IRELAND, london);
  return [
    signedIn(portal, signIns.portalSignIn(portal, '9567a1b2c3-4d5e6f70-1234-4abc-8def-0123456789ab')),
    signedIn(portal, signIns.identityCenterLogin(portal, administrators, 'hanako.yamada@example.com')),
    signedIn(admin, signIns.identityCenterLogin(admin, administrators, 'liam.smith@example.com'), 'twice'),
    signedIn(saml, signIns.samlLogin(saml, engineers, 'grace.oconnor')),
  ];
}

function mistypedPassword(stage: Stage): Occurrence[] {
  const { suzuki } = stage.cast.users;
  const wrong = visitFrom(stage, '05:10:02', VIRGINIA, tokyo);
  const again = { ...wrong, at: wrong.at + 21 };
  const right = { ...wrong, at: wrong.at + 55 };
  const stranger = visitFrom(stage, '06:40:17', VIRGINIA, tokyo);
  return [
    signedIn(wrong, signIns.failedUserLogin(wrong, suzuki, true)),
    signedIn(again, signIns.failedUserLogin(again, suzuki, true)),
    signedIn(right, signIns.userLogin(right, suzuki, true)),
    signedIn(stranger, signIns.unknownUserLogin(stranger, SECURITY)),
    signedIn(stranger, signIns.unknownUserLogin({ ...stranger, at: stranger.at + 30 }, PRODUCTION), 'twice'),
  ];
}

function roleSwitch(stage: Stage): Occurrence[] {
  const visit = visitFrom(stage, '09:20:44', VIRGINIA, london);
  return [signedIn(visit, signIns.switchRole(visit, stage.cast.users.alice, stage.cast.crossAccount))];
}
