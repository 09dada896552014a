import { read, type Scene, write } from '../call.ts';
import type { Fields } from '../record.ts';

export const FUNCTIONS = [
  'order-api',
  'payment-webhook',
  'image-resize',
  'nightly-invoice',
  'audit-collector',
];
const CLUSTERS = ['shop', 'internal-tools'];

export const listFunctions = read('lambda', 'ListFunctions20150331', () => ({ maxItems: 50 }));
export const getFunction = read('lambda', 'GetFunction20150331v2', functionArn);
export const updateFunctionCode = write(
  'lambda',
  'UpdateFunctionCode20150331v2',
  ({ random }) => ({ functionName: random.pick(FUNCTIONS), publish: true, dryRun: false }),
  { response: deployedFunction },
);

export const describeServices = read('ecs', 'DescribeServices', ({ random }) => ({
  cluster: random.pick(CLUSTERS),
  services: ['web', 'worker'],
}));
export const updateService = write(
  'ecs',
  'UpdateService',
  ({ random }) => ({
    cluster: random.pick(CLUSTERS),
    service: 'web',
    taskDefinition: `web:${random.integer(120, 480)}`,
    forceNewDeployment: true,
  }),
  {
    response: ({ session, region }, request) => ({
      service: {
        serviceName: 'web',
        serviceArn: `arn:aws:ecs:${region}:${session.account}:service/${request?.cluster}/web`,
        status: 'ACTIVE',
        desiredCount: 4,
        runningCount: 4,
        pendingCount: 0,
        launchType: 'FARGATE',
      },
    }),
  },
);
export const submitTaskState = write(
  'ecs',
  'SubmitTaskStateChange',
  ({ random, session, region }) => ({
    cluster: 'shop',
    task: `arn:aws:ecs:${region}:${session.account}:task/shop/${random.hex(32)}`,
    status: 'RUNNING',
    attachments: [],
    executionStoppedAt: '',
  }),
  { response: () => ({ acknowledgment: 'ACCEPT' }) },
);

export const describeTargetHealth = read(
  'elasticloadbalancing',
  'DescribeTargetHealth',
  ({ session, region }) => ({
    targetGroupArn: `arn:aws:elasticloadbalancing:${region}:${session.account}:targetgroup/web/6d0ecf831eec9f09`,
  }),
  { more: () => ({ apiVersion: '2015-12-01' }) },
);
export const describeGroups = read('autoscaling', 'DescribeAutoScalingGroups', () => ({
  autoScalingGroupNames: ['web-asg'],
  maxRecords: 100,
}));

function functionArn({ random, session, region }: Scene): Fields {
  return { functionName: `arn:aws:lambda:${region}:${session.account}:function:${random.pick(FUNCTIONS)}` };
}

function deployedFunction({ random, session, region }: Scene, request: Fields | null): Fields {
  const name = `${request?.functionName}`;
  return {
    functionName: name,
    functionArn: `arn:aws:lambda:${region}:${session.account}:function:${name}:${random.integer(10, 300)}`,
    runtime: 'nodejs22.x',
    role: `arn:aws:iam::${session.account}:role/${name}-role`,
    handler: 'index.handler',
    codeSize: random.integer(20_000, 4_000_000),
    codeSha256: `${random.hex(40)}=`,
    timeout: 30,
    memorySize: 512,
    state: 'Active',
    lastUpdateStatus: 'InProgress',
    packageType: 'Zip',
    architectures: ['arm64'],
  };
}
