import { DAY, HOUR, type Instant } from '../../src/sample/calendar.ts';
import { type Call, isGlobal, recordOf } from '../../src/sample/call.ts';
import { VIRGINIA } from '../../src/sample/company.ts';
import type { CloudTrailRecord, Fields, Scene, Session } from '../../src/sample/record.ts';

/** A record of the month, and when it happened. */
export interface Happening {
  at: Instant;
  record: CloudTrailRecord;
}

/** A day of the month. */
export interface Day {
  /** its first second */
  begins: Instant;
  /** from 1 */
  ofMonth: number;
  isWeekend: boolean;
  isSunday: boolean;
}

/** @param first the first second of the month's first day */
export function dayOf(first: Instant, ofMonth: number): Day {
  const begins = first + (ofMonth - 1) * DAY;
  const weekday = (begins / DAY + 4) % 7;
  return { begins, ofMonth, isWeekend: weekday === 0 || weekday === 6, isSunday: weekday === 0 };
}

export function hour({ begins }: Day, clock: number): Instant {
  return begins + clock * HOUR;
}

/** A call that the sample's company does not make. */
export function callNamed(title: string, request: Fields | null = null): Call {
  const [service = '', name = ''] = title.split(':');
  return { service, name, by: {}, request, response: null };
}

/** A session's call; of global services in us-east-1. */
export function happeningOf(call: Call, session: Session, scene: Scene, fails = false): Happening {
  const region = isGlobal(call) ? VIRGINIA : scene.region;
  return { at: scene.at, record: recordOf(call, session, { ...scene, region }, fails) };
}

export function ingress(cidrIp: string, port: number): Call {
  const items = [{ ipProtocol: 'tcp', fromPort: port, toPort: port, ipRanges: { items: [{ cidrIp }] } }];
  return callNamed('ec2:AuthorizeSecurityGroupIngress', {
    groupId: 'sg-0a1b2c3d4e5f60718',
    ipPermissions: { items },
  });
}
