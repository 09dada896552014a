import { OFFICES, VIRGINIA } from '../company.ts';
import type { Occurrence } from '../record.ts';
import { identityCenterLogin, userLogin } from '../sign-ins.ts';
import { type Stage, signedIn, visitFrom } from './stage.ts';

/** Sign-ins of a day that lie in the next day's folder: one just before midnight, one held up for hours. */
export function lateSignIns(stage: Stage): Occurrence[] {
  const { cast } = stage;
  const midnight = visitFrom(stage, '23:57:41', VIRGINIA, OFFICES.sydney);
  const heldUp = visitFrom(stage, '20:14:26', VIRGINIA, { address: '2001:db8:61::1f4' });
  return [
    signedIn(midnight, userLogin(midnight, cast.users.tanaka, true)),
    signedIn(heldUp, identityCenterLogin(heldUp, cast.administrators, 'liam.smith@example.com'), 'late'),
  ];
}
