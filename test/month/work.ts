import { CALLS, callOf } from '../../src/sample/calls.ts';
import * as company from '../../src/sample/company.ts';
import { type Random, Weighted } from '../../src/sample/random.ts';
import type { Session } from '../../src/sample/record.ts';
import type { Company } from './company.ts';
import { type Day, type Happening, happeningOf, hour } from './happening.ts';
import { NEW_EMPLOYEE, type Person, signInOf } from './people.ts';

const { IRELAND, LONDON_OFFICE, OHIO, TOKYO, VIRGINIA } = company;

const FIRST_DAY_OF_NEW_EMPLOYEE = 20;
/** What people do seldom, and then on purpose: see calendar.ts. */
const SELDOM =
  /^(AuthorizeSecurityGroupIngress|CreateAccessKey|CreateUser|AttachUserPolicy|ChangePassword|UpdateAssumeRolePolicy|PutBucketPolicy)$/;
const USUAL = new Weighted(
  CALLS.filter(({ name }) => !SELDOM.test(name)).map((call) => [call, call.by.person ?? 0] as const),
);
const BUCKET_PAGE = ['s3:GetBucketPolicy', 's3:GetBucketAcl', 's3:GetBucketPublicAccessBlock'].map(callOf);

/** What people do on a day: most on weekdays, somebody on call on weekends. */
export function workAt({ people }: Company, day: Day, random: Random): Happening[] {
  return [...people.values()].flatMap((person) => {
    if (person.name === NEW_EMPLOYEE && day.ofMonth <= FIRST_DAY_OF_NEW_EMPLOYEE)
      return day.ofMonth === FIRST_DAY_OF_NEW_EMPLOYEE ? sessionOf(person, day, random) : [];
    if (!random.chance(day.isWeekend ? 0.1 : 0.85)) return [];
    return Array.from({ length: random.integer(1, 2) }, () => sessionOf(person, day, random)).flat();
  });
}

function sessionOf(person: Person, day: Day, random: Random): Happening[] {
  const isInLondon = person.office === LONDON_OFFICE;
  const at = hour(day, isInLondon ? 8 : 0) + random.integer(300, 9 * 3600);
  const typos = random.chance(0.1) ? (random.chance(0.25) ? 2 : 1) : 0;
  const { session, signIns } = signInOf(person, random, at, { console: random.chance(0.75), typos });
  const home = isInLondon ? IRELAND : TOKYO;
  const calls = Array.from({ length: random.integer(4, 14) }, (_, n) => {
    const region = random.chance(0.75) ? home : random.pick([TOKYO, VIRGINIA, IRELAND, OHIO]);
    const scene = { random, at: at + 40 * (n + 1), region };
    return happeningOf(USUAL.pick(random), session, scene, random.chance(0.04));
  });
  return [...signIns, ...calls, ...refusedPage(session, at + 700, home, random)];
}

/** A page of the console asks for all that it could show: of what one may not read, again for each bucket. */
function refusedPage(session: Session, at: number, region: string, random: Random): Happening[] {
  const isReadOnly = `${session.identity.arn}`.includes('_ReadOnlyAccess_');
  if (!session.console || !isReadOnly || !random.chance(0.25)) return [];
  return Array.from({ length: random.integer(8, 40) }, (_, n) =>
    happeningOf(random.pick(BUCKET_PAGE), session, { random, at: at + n, region }, true),
  );
}
