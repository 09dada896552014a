import { HOUR, type Instant } from './calendar.ts';
import { isGlobal, recordOf } from './call.ts';
import { callOf } from './calls.ts';
import { VIRGINIA } from './company.ts';
import { newKey, type Principal, userIdentity } from './identity.ts';
import type { Random } from './random.ts';
import type { CloudTrailRecord, Fields, Session } from './record.ts';
import type { SignIn } from './sign-ins.ts';

/** A record, and when and how it is delivered. */
export interface Occurrence {
  at: Instant;
  record: CloudTrailRecord;
  /** `late`: hours after the event, in the next day's folder; `twice`: in a second file too */
  delivery?: 'late' | 'twice' | undefined;
}

type Row = [clock: string, region: string, address: string, SignIn, delivery?: Occurrence['delivery']];

/** A day of stories, and the people and programs in them. Clocks are UTC: `09:05:00`. */
export class Stage {
  /**
   * @param who finds the people and programs by their names
   * @param day its first second
   */
  constructor(
    readonly who: (name: string) => Principal,
    readonly random: Random,
    private readonly day: Instant,
  ) {}

  at(clock: string): Instant {
    const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
    return this.day + hours * HOUR + minutes * 60 + seconds;
  }

  signIns(agent: string, rows: readonly Row[]): Occurrence[] {
    return rows.map(([clock, region, address, signIn, delivery]) => {
      const at = this.at(clock);
      return { at, record: signIn({ random: this.random, at, region, address, agent }), delivery };
    });
  }

  /**
   * Calls, twenty seconds apart.
   * @param titles with spaces between: `iam:ListUsers`; `iam:GetUser!` is refused
   * @param request in place of what the call has
   */
  calls(clock: string, region: string, session: Session, titles: string, request?: Fields): Occurrence[] {
    return titles.split(' ').map((title, n) => {
      const call = { ...callOf(title.replace('!', '')), ...(request && { request }) };
      const at = this.at(clock) + 20 * n;
      const scene = { random: this.random, at, region: isGlobal(call) ? VIRGINIA : region };
      return { at, record: recordOf(call, session, scene, title.endsWith('!')) };
    });
  }

  /** An IAM user with an access key. */
  keyed(user: Principal, address: string, agent: string): Session {
    const identity = userIdentity(user, newKey('AKIA', this.random));
    return { account: user.account, identity, address, agent };
  }
}
