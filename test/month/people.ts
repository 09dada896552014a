import type { Instant } from '../../src/sample/calendar.ts';
import * as company from '../../src/sample/company.ts';
import {
  iamRole,
  iamUser,
  newKey,
  type Principal,
  roleIdentity,
  signedIn,
  userIdentity,
} from '../../src/sample/identity.ts';
import type { Random } from '../../src/sample/random.ts';
import type { Session } from '../../src/sample/record.ts';
import { checkMfa, failedUserLogin, portalSignIn, roleLogin, userLogin } from '../../src/sample/sign-ins.ts';
import type { Happening } from './happening.ts';

const {
  CHROME,
  CLI,
  EDGE,
  FIREFOX,
  LONDON_OFFICE,
  MANAGEMENT,
  PRODUCTION,
  SECURITY,
  STAGING,
  TOKYO_OFFICE,
  VIRGINIA,
} = company;

/** Somebody who signs in by Identity Center, or an IAM user. */
export interface Person {
  name: string;
  /** of Identity Center; an IAM user has none */
  userId?: string;
  /** permission sets with their accounts, or the IAM user */
  roles: readonly Principal[];
  office: string;
  /** the first two parts of the addresses of the home's and the phone's provider */
  home: string;
  phone: string;
  agent: string;
}

type Row = [name: string, office: string, agent: string, ...sets: string[]];

const ACCOUNT_OF: Record<string, string> = { m: MANAGEMENT, p: PRODUCTION, s: STAGING, a: SECURITY };

// biome-ignore format: a table
const STAFF: Row[] = [
  ['hanako.yamada', TOKYO_OFFICE, CHROME, 'm/AdministratorAccess', 'p/AdministratorAccess', 'a/ReadOnlyAccess'],
  ['kenji.sato', TOKYO_OFFICE, CHROME, 'm/AdministratorAccess', 'p/AdministratorAccess', 's/PowerUserAccess'],
  ['emma.jones', LONDON_OFFICE, EDGE, 'p/PowerUserAccess', 's/PowerUserAccess'],
  ['liam.smith', LONDON_OFFICE, FIREFOX, 'p/PowerUserAccess', 's/PowerUserAccess'],
  ['yuki.kobayashi', TOKYO_OFFICE, CHROME, 'p/PowerUserAccess', 's/PowerUserAccess', 'm/ReadOnlyAccess'],
  ['sofia.rossi', LONDON_OFFICE, CHROME, 'p/PowerUserAccess', 's/PowerUserAccess'],
  ['noah.ito', TOKYO_OFFICE, EDGE, 'p/PowerUserAccess', 's/PowerUserAccess'],
  ['aoi.garcia', TOKYO_OFFICE, CHROME, 's/PowerUserAccess', 'p/ReadOnlyAccess'],
  ['ren.novak', TOKYO_OFFICE, CHROME, 's/PowerUserAccess', 'p/ReadOnlyAccess'],
  ['chloe.dubois', LONDON_OFFICE, CHROME, 'p/ReadOnlyAccess', 'a/ReadOnlyAccess'],
  ['oscar.kato', TOKYO_OFFICE, EDGE, 'p/ReadOnlyAccess', 'm/ReadOnlyAccess'],
  ['mio.yamada', TOKYO_OFFICE, CHROME, 'a/ReadOnlyAccess', 'm/ReadOnlyAccess', 'p/ReadOnlyAccess'],
  ['taro.suzuki', TOKYO_OFFICE, CHROME, 's/PowerUserAccess', 'p/ReadOnlyAccess'],
];
const IAM_USERS: Row[] = [
  ['tanaka', TOKYO_OFFICE, CHROME, 'm'],
  ['suzuki', TOKYO_OFFICE, EDGE, 'p'],
  ['alice', LONDON_OFFICE, CHROME, 'm'],
];
/** Hired in the month. */
export const NEW_EMPLOYEE = 'taro.suzuki';

/** The people of the company. Addresses are of ranges that nobody has: 240.0.0.0/4 and those for documentation. */
export function peopleOf(random: Random): Map<string, Person> {
  const sets = new Map<string, Principal>();
  const setOf = (text: string): Principal => {
    const [account = '', set = ''] = text.split('/');
    const role =
      sets.get(text) ??
      iamRole(
        random,
        ACCOUNT_OF[account] ?? '',
        `AWSReservedSSO_${set}_${random.hex(16)}`,
        'aws-reserved/sso.amazonaws.com/',
      );
    sets.set(text, role);
    return role;
  };
  const people = [...STAFF, ...IAM_USERS].map(([name, office, agent, ...roles], n): Person => {
    const isIamUser = n >= STAFF.length;
    const account = ACCOUNT_OF[roles[0] ?? ''] ?? '';
    return {
      name,
      ...(!isIamUser && { userId: `9567a1b2c3-${random.uuid()}` }),
      roles: isIamUser ? [iamUser(random, account, name)] : roles.map(setOf),
      office,
      home: `240.${10 + (n % 5)}`,
      phone: `240.${30 + (n % 3)}`,
      agent,
    };
  });
  return new Map(people.map((person) => [person.name, person]));
}

/** Where a person is: in the office, at home (where the provider seldom gives another network), or on the phone. */
export function addressOf({ name, office, home, phone }: Person, random: Random): string {
  if (random.chance(0.55)) return office;
  const host = random.integer(2, 250);
  const usual = name.length * 7 + name.charCodeAt(0);
  if (random.chance(0.9)) return `${home}.${random.chance(0.06) ? random.integer(0, 250) : usual}.${host}`;
  return `${phone}.${random.integer(0, 12)}.${host}`;
}

export interface SessionOf {
  session: Session;
  signIns: Happening[];
}

/** A person's session, with its sign-ins. */
export function signInOf(
  person: Person,
  random: Random,
  at: Instant,
  { address = addressOf(person, random), role = random.pick(person.roles), console = true, typos = 0 } = {},
): SessionOf {
  const client = { address, agent: console ? person.agent : CLI };
  const scene = { random, region: VIRGINIA, ...client };
  const happening = (seconds: number, signIn: ReturnType<typeof roleLogin>): Happening => ({
    at: at + seconds,
    record: signIn({ ...scene, at: at + seconds }),
  });
  const { account } = role;
  if (person.userId === undefined) {
    const identity = userIdentity(role, console ? signedIn(random, at, true) : newKey('AKIA', random));
    const signIns = [
      ...Array.from({ length: typos }, (_, n) => happening(-30 * (typos - n), failedUserLogin(role, 'Yes'))),
      happening(-5, checkMfa(role)),
      happening(0, userLogin(role, 'Yes')),
    ];
    return { session: { account, identity, ...client, console }, signIns: console ? signIns : [] };
  }
  const email = `${person.name}@example.com`;
  const identity = roleIdentity(role, email, at, newKey('ASIA', random));
  const signIns = [
    happening(-20, portalSignIn(person.userId, 'Success')),
    ...(console ? [happening(0, roleLogin(role, email))] : []),
  ];
  return { session: { account, identity, ...client, ...(console && { console }) }, signIns };
}
