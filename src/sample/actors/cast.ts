import { FEDERATED_ROLE } from '../calls/sts.ts';
import {
  ACCOUNTS,
  AGENTS,
  IRELAND,
  MANAGEMENT,
  OFFICES,
  PRODUCTION,
  STAGING,
  TOKYO,
  VIRGINIA,
} from '../company.ts';
import { type IamUser, iamUser, permissionSetRole, type Role, role } from '../identity.ts';
import type { Random } from '../random.ts';
import { daylight, nightly } from '../rhythm.ts';
import type { Actor } from './actor.ts';
import { estateActors } from './estate.ts';
import * as habits from './habits.ts';
import { nameOf } from './names.ts';
import { consoleUser, identityCenterUser, samlUser } from './people.ts';
import { keyUser } from './programs.ts';

/** Everyone and everything in the logs, and by name those whom stories are told of. */
export interface Cast {
  actors: Actor[];
  users: Record<'tanaka' | 'suzuki' | 'alice' | 'awsadmin' | 'legacyReport', IamUser>;
  administrators: Role;
  engineers: Role;
  crossAccount: Role;
}

/** @param eventsPerDay more events take more people: one does not sign in a hundred times a day */
export function castOf(random: Random, eventsPerDay: number): Cast {
  const users = {
    tanaka: iamUser(random, MANAGEMENT, 'tanaka'),
    suzuki: iamUser(random, PRODUCTION, 'suzuki'),
    alice: iamUser(random, MANAGEMENT, 'alice'),
    awsadmin: iamUser(random, MANAGEMENT, 'awsadmin'),
    legacyReport: iamUser(random, PRODUCTION, 'legacy-report'),
  };
  const administrators = permissionSetRole(random, MANAGEMENT, 'AdministratorAccess');
  const engineers = role(random, PRODUCTION, FEDERATED_ROLE);
  const crossAccount = role(random, PRODUCTION, 'OrganizationAccountAccessRole');
  const staff = Math.min(150, 6 + Math.floor(eventsPerDay / 900));
  const actors = [
    ...userActors(random, users),
    ...staffActors(random, staff, administrators),
    ...federatedActors(random, engineers),
    ...estateActors(random),
  ];
  return { actors, users, administrators, engineers, crossAccount };
}

function userActors(random: Random, users: Cast['users']): Actor[] {
  const { tokyo, london, sydney } = OFFICES;
  const ci = iamUser(random, STAGING, 'ci-deploy');
  const backup = iamUser(random, PRODUCTION, 'backup-agent');
  const monitor = iamUser(random, PRODUCTION, 'monitoring');
  const everywhere = { regions: [TOKYO, TOKYO, VIRGINIA, IRELAND] };
  return [
    { share: 0.9, ...consoleUser(random, tokyo, users.tanaka, true) },
    { share: 0.9, ...consoleUser(random, tokyo, users.suzuki, true) },
    { share: 0.8, ...consoleUser(random, london, users.alice, true) },
    { share: 0.5, ...consoleUser(random, sydney, iamUser(random, STAGING, 'm.garcia'), false) },
    { share: 0.2, ...consoleUser(random, tokyo, users.awsadmin, false) },
    {
      share: 1.5,
      ...keyUser(random, users.awsadmin, '203.0.113.25', AGENTS.cli, habits.administration, everywhere),
    },
    {
      share: 8,
      ...keyUser(random, ci, '203.0.113.40', AGENTS.go, habits.continuousIntegration, {
        rhythm: daylight(9),
      }),
    },
    { share: 7, ...keyUser(random, monitor, '198.51.100.91', AGENTS.boto, habits.monitoring, everywhere) },
    {
      share: 3,
      ...keyUser(random, backup, '203.0.113.26', AGENTS.boto, habits.backup, { rhythm: nightly(17) }),
    },
  ];
}

function staffActors(random: Random, staff: number, administrators: Role): Actor[] {
  const offices = [OFFICES.tokyo, OFFICES.tokyo, OFFICES.london, OFFICES.sydney, OFFICES.newYork];
  const powerUsers = [PRODUCTION, STAGING].map((account) =>
    permissionSetRole(random, account, 'PowerUserAccess'),
  );
  const readers = ACCOUNTS.map((account) => permissionSetRole(random, account, 'ReadOnlyAccess'));
  return Array.from({ length: staff }, (_, n): Actor => {
    const roles = n % 5 === 0 ? [administrators, ...powerUsers] : [...powerUsers, ...readers];
    const office = offices[n % offices.length] ?? OFFICES.tokyo;
    return { share: 9 / staff, ...identityCenterUser(random, office, `${nameOf(n)}@example.com`, roles) };
  });
}

function federatedActors(random: Random, engineers: Role): Actor[] {
  const { tokyo, london } = OFFICES;
  return [
    { share: 1, ...samlUser(random, tokyo, 'daiki.mori', engineers) },
    { share: 1, ...samlUser(random, london, 'grace.oconnor', engineers) },
  ];
}
