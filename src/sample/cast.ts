import type { Actor } from './actor.ts';
import { FEDERATED_ROLE } from './calls/access.ts';
import {
  ACCOUNTS,
  AGENTS,
  IRELAND,
  MANAGEMENT,
  OFFICES,
  OHIO,
  PRODUCTION,
  SECURITY,
  STAGING,
  TOKYO,
  VIRGINIA,
} from './company.ts';
import * as habits from './habits.ts';
import { type IamUser, iamUser, permissionSetRole, type Role, role } from './identity.ts';
import { nameOf } from './names.ts';
import { consoleUser, identityCenterUser, samlUser } from './people.ts';
import type { Random } from './random.ts';
import { daylight, nightly, officeHours } from './rhythm.ts';
import * as workloads from './workloads.ts';

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
    ...fleetActors(random),
    ...functionActors(random),
    ...jobActors(random),
    ...serviceActors(random),
  ];
  return { actors, users, administrators, engineers, crossAccount };
}

function userActors(random: Random, users: Cast['users']): Actor[] {
  const { tokyo, london, sydney } = OFFICES;
  const ci = iamUser(random, STAGING, 'ci-deploy');
  const backup = iamUser(random, PRODUCTION, 'backup-agent');
  const monitor = iamUser(random, PRODUCTION, 'monitoring');
  const everywhere = { regions: [TOKYO, TOKYO, VIRGINIA, IRELAND] };
  const key = workloads.keyUser;
  return [
    { share: 0.9, ...consoleUser(random, tokyo, users.tanaka, true) },
    { share: 0.9, ...consoleUser(random, tokyo, users.suzuki, true) },
    { share: 0.8, ...consoleUser(random, london, users.alice, true) },
    { share: 0.5, ...consoleUser(random, sydney, iamUser(random, STAGING, 'm.garcia'), false) },
    { share: 0.2, ...consoleUser(random, tokyo, users.awsadmin, false) },
    {
      share: 1.5,
      ...key(random, users.awsadmin, '203.0.113.25', AGENTS.cli, habits.administration, everywhere),
    },
    {
      share: 8,
      ...key(random, ci, '203.0.113.40', AGENTS.go, habits.continuousIntegration, { rhythm: daylight(9) }),
    },
    { share: 7, ...key(random, monitor, '198.51.100.91', AGENTS.boto, habits.monitoring, everywhere) },
    { share: 3, ...key(random, backup, '203.0.113.26', AGENTS.boto, habits.backup, { rhythm: nightly(17) }) },
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

function fleetActors(random: Random): Actor[] {
  const web = role(random, PRODUCTION, 'web-instance');
  const batch = role(random, STAGING, 'batch-instance');
  const places = [TOKYO, TOKYO, TOKYO, TOKYO, IRELAND, VIRGINIA];
  const rhythm = daylight(9);
  return [
    ...places.map((region) => ({
      share: 2.2,
      ...workloads.instance(random, web, habits.webServing, { regions: [region], rhythm }),
    })),
    ...[OHIO, OHIO].map((region) => ({
      share: 2,
      ...workloads.instance(random, batch, habits.webServing, { regions: [region] }),
    })),
  ];
}

function functionActors(random: Random): Actor[] {
  const lambda = (name: string, account = PRODUCTION) => role(random, account, `${name}-role`);
  const rhythm = daylight(9);
  return [
    { share: 5, ...workloads.lambdaFunction(random, lambda('order-api'), { rhythm }) },
    {
      share: 4,
      ...workloads.lambdaFunction(random, lambda('payment-webhook'), { rhythm, regions: [TOKYO, IRELAND] }),
    },
    {
      share: 3,
      ...workloads.lambdaFunction(random, lambda('image-resize'), { rhythm, regions: [TOKYO, VIRGINIA] }),
    },
    { share: 1.5, ...workloads.lambdaFunction(random, lambda('nightly-invoice'), { rhythm: nightly(16) }) },
    { share: 1, ...workloads.lambdaFunction(random, lambda('audit-collector', SECURITY)) },
  ];
}

function jobActors(random: Random): Actor[] {
  const { jobs } = workloads;
  const task = role(random, PRODUCTION, 'shop-task');
  const deploy = role(random, PRODUCTION, 'deploy-production');
  const terraform = [PRODUCTION, STAGING].map((account) => role(random, account, 'terraform-apply'));
  const audit = [MANAGEMENT, PRODUCTION, STAGING].map((account) => role(random, account, 'SecurityAudit'));
  return [
    {
      share: 6,
      ...jobs(task, 'task-', '192.0.2.60', AGENTS.java, habits.containerWork, {
        regions: [TOKYO, TOKYO, IRELAND],
      }),
    },
    {
      share: 4,
      ...jobs(deploy, 'GitHubActions-', '203.0.113.41', AGENTS.go, habits.deployment, {
        rhythm: officeHours(9),
      }),
    },
    ...terraform.map((one) => ({
      share: 2,
      ...jobs(one, 'terraform-', '203.0.113.42', AGENTS.terraform, habits.provisioning, {
        rhythm: officeHours(9),
        callsPerBurst: 16,
        regions: [TOKYO, OHIO],
      }),
    })),
    ...audit.map((one) => ({ share: 1, ...workloads.auditScanner(one) })),
    { share: 1, ...workloads.pipelines(PRODUCTION, 'example-corp/shop', officeHours(9)) },
  ];
}

function serviceActors(random: Random): Actor[] {
  const scaling = role(
    random,
    PRODUCTION,
    'AWSServiceRoleForAutoScaling',
    '/aws-service-role/autoscaling.amazonaws.com/',
  );
  const config = (account: string) =>
    role(random, account, 'AWSServiceRoleForConfig', '/aws-service-role/config.amazonaws.com/');
  const { service, serviceLinked } = workloads;
  return [
    { share: 3, ...serviceLinked(scaling, 'autoscaling', habits.scalingService, { rhythm: daylight(9) }) },
    ...ACCOUNTS.map((account) => ({
      share: 1,
      ...serviceLinked(config(account), 'config', habits.configService, { regions: [TOKYO, VIRGINIA] }),
    })),
    {
      share: 1,
      ...workloads.internalCalls(role(random, PRODUCTION, 'lambda-service-view'), habits.scalingService),
    },
    { share: 3, ...service(PRODUCTION, 'ec2', 'web-instance') },
    { share: 3, ...service(PRODUCTION, 'lambda', 'order-api-role') },
    { share: 1.5, ...service(STAGING, 'ecs-tasks', 'shop-task') },
  ];
}
