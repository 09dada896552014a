import {
  ACCOUNTS,
  AGENTS,
  IRELAND,
  MANAGEMENT,
  OHIO,
  PRODUCTION,
  SECURITY,
  STAGING,
  TOKYO,
  VIRGINIA,
} from '../company.ts';
import { role } from '../identity.ts';
import type { Random } from '../random.ts';
import { daylight, nightly, officeHours } from '../rhythm.ts';
import type { Actor } from './actor.ts';
import * as habits from './habits.ts';
import { pipelines, service, serviceLinked } from './programs.ts';
import { instance, internalCalls, jobs, lambdaFunction } from './workloads.ts';

/** What runs in the company's accounts: fleets, functions, jobs, and the services that serve them. */
export function estateActors(random: Random): Actor[] {
  return [fleetActors, functionActors, jobActors, serviceActors].flatMap((actors) => actors(random));
}

function fleetActors(random: Random): Actor[] {
  const web = role(random, PRODUCTION, 'web-instance');
  const batch = role(random, STAGING, 'batch-instance');
  const places = [TOKYO, TOKYO, TOKYO, TOKYO, IRELAND, VIRGINIA];
  const rhythm = daylight(9);
  return [
    ...places.map((region) => ({
      share: 2.2,
      ...instance(random, web, habits.webServing, { regions: [region], rhythm }),
    })),
    ...[OHIO, OHIO].map((region) => ({
      share: 2,
      ...instance(random, batch, habits.webServing, { regions: [region] }),
    })),
  ];
}

function functionActors(random: Random): Actor[] {
  const lambda = (name: string, account = PRODUCTION) => role(random, account, `${name}-role`);
  const rhythm = daylight(9);
  return [
    { share: 5, ...lambdaFunction(random, lambda('order-api'), { rhythm }) },
    {
      share: 4,
      ...lambdaFunction(random, lambda('payment-webhook'), { rhythm, regions: [TOKYO, IRELAND] }),
    },
    {
      share: 3,
      ...lambdaFunction(random, lambda('image-resize'), { rhythm, regions: [TOKYO, VIRGINIA] }),
    },
    { share: 1.5, ...lambdaFunction(random, lambda('nightly-invoice'), { rhythm: nightly(16) }) },
    { share: 1, ...lambdaFunction(random, lambda('audit-collector', SECURITY)) },
  ];
}

function jobActors(random: Random): Actor[] {
  const task = role(random, PRODUCTION, 'shop-task');
  const deploy = role(random, PRODUCTION, 'deploy-production');
  const terraform = [PRODUCTION, STAGING].map((account) => role(random, account, 'terraform-apply'));
  const scanner = role(random, SECURITY, 'security-scanner');
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
    ...audit.map((one) => ({
      share: 1,
      ...jobs(one, 'scan-', '192.0.2.77', AGENTS.boto, habits.scanning, { callsPerBurst: 14 }),
    })),
    {
      share: 0.5,
      ...jobs(scanner, 'scan-', '192.0.2.77', AGENTS.boto, habits.auditing, { callsPerBurst: 2 }),
    },
    { share: 1, ...pipelines(PRODUCTION, 'example-corp/shop', officeHours(9)) },
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
  return [
    { share: 3, ...serviceLinked(scaling, 'autoscaling', habits.scalingService, { rhythm: daylight(9) }) },
    ...ACCOUNTS.map((account) => ({
      share: 1,
      ...serviceLinked(config(account), 'config', habits.configService, { regions: [TOKYO, VIRGINIA] }),
    })),
    {
      share: 1,
      ...internalCalls(role(random, PRODUCTION, 'lambda-service-view'), habits.scalingService),
    },
    { share: 3, ...service(PRODUCTION, 'ec2', 'web-instance') },
    { share: 3, ...service(PRODUCTION, 'lambda', 'order-api-role') },
    { share: 1.5, ...service(STAGING, 'ecs-tasks', 'shop-task') },
  ];
}
