import { HOUR, type Instant } from './calendar.ts';
import { isGlobal, recordOf } from './call.ts';
import { callOf } from './calls.ts';
import type { Cast } from './cast.ts';
import { MANAGEMENT, PRODUCTION, SECURITY, VIRGINIA } from './company.ts';
import { newKey, type Principal, userIdentity } from './identity.ts';
import type { Random } from './random.ts';
import type { CloudTrailRecord, Fields, Session } from './record.ts';
import type { Visitor } from './sign-ins.ts';

/** A record, and when and how it is delivered. */
export interface Occurrence {
  at: Instant;
  record: CloudTrailRecord;
  /** `late`: hours after the event, in the next day's folder; `twice`: in a second file too */
  delivery?: 'late' | 'twice' | undefined;
}

type SignIn = [
  clock: string,
  region: string,
  address: string,
  record: (visitor: Visitor) => CloudTrailRecord,
  delivery?: Occurrence['delivery'],
];

/** A day of stories, and the people and programs in them. Clocks are UTC: `09:05:00`. */
export class Stage {
  readonly who: ReturnType<typeof whoOf>;

  /** @param day its first second */
  constructor(
    cast: Cast,
    readonly random: Random,
    private readonly day: Instant,
  ) {
    this.who = whoOf(cast);
  }

  at(clock: string): Instant {
    const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
    return this.day + hours * HOUR + minutes * 60 + seconds;
  }

  signIns(agent: string, rows: readonly SignIn[]): Occurrence[] {
    return rows.map(([clock, region, address, record, delivery]) => {
      const at = this.at(clock);
      return { at, record: record({ random: this.random, at, region, address, agent }), delivery };
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

function whoOf(cast: Cast) {
  return {
    tanaka: cast.named(MANAGEMENT, 'tanaka'),
    alice: cast.named(MANAGEMENT, 'alice'),
    awsadmin: cast.named(MANAGEMENT, 'awsadmin'),
    administrator: cast.named(MANAGEMENT, 'AdministratorAccess'),
    suzuki: cast.named(PRODUCTION, 'suzuki'),
    forgotten: cast.named(PRODUCTION, 'legacy-report'),
    engineer: cast.named(PRODUCTION, 'CorpFederatedEngineer'),
    deployer: cast.named(PRODUCTION, 'deploy-production'),
    scanner: cast.named(SECURITY, 'security-scanner'),
  };
}
