import { read, type Scene, write } from '../call.ts';
import type { Fields } from '../record.ts';

const INSTANCE_TYPES = ['t4g.medium', 'm7g.large', 'c7g.xlarge', 'r7g.large'];
export const FUNCTIONS = [
  'order-api',
  'payment-webhook',
  'image-resize',
  'nightly-invoice',
  'audit-collector',
];
export const CLUSTERS = ['shop', 'internal-tools'];

const ec2Version = { apiVersion: '2016-11-15' };
const ec2 = { more: () => ec2Version };

export const describeInstances = read(
  'ec2',
  'DescribeInstances',
  () => ({ maxResults: 100, instancesSet: {}, filterSet: runningOnly() }),
  ec2,
);
export const describeVolumes = read(
  'ec2',
  'DescribeVolumes',
  () => ({ maxResults: 500, volumeSet: {}, filterSet: {} }),
  ec2,
);
export const describeSecurityGroups = read(
  'ec2',
  'DescribeSecurityGroups',
  () => ({ securityGroupSet: {}, securityGroupIdSet: {}, filterSet: {} }),
  ec2,
);
export const describeNetworkInterfaces = read('ec2', 'DescribeNetworkInterfaces', networkInterfaces, ec2);
export const describeSnapshots = read(
  'ec2',
  'DescribeSnapshots',
  ({ session }) => ({ maxResults: 1000, ownersSet: { items: [{ owner: session.account }] } }),
  ec2,
);

export const createSnapshot = write(
  'ec2',
  'CreateSnapshot',
  ({ random }) => ({ volumeId: `vol-0${random.hex(16)}`, description: 'nightly backup' }),
  {
    more: () => ec2Version,
    response: (scene, request) => ({
      requestId: scene.random.uuid(),
      snapshotId: `snap-0${scene.random.hex(16)}`,
      volumeId: request?.volumeId,
      status: 'pending',
      ownerId: scene.session.account,
      volumeSize: '100',
      encrypted: true,
    }),
  },
);

export const runInstances = write('ec2', 'RunInstances', launchRequest, {
  more: () => ec2Version,
  response: (scene) => ({
    requestId: scene.random.uuid(),
    reservationId: `r-0${scene.random.hex(16)}`,
    ownerId: scene.session.account,
    instancesSet: { items: [launched(scene)] },
  }),
});

export const terminateInstances = write(
  'ec2',
  'TerminateInstances',
  ({ random }) => ({ instancesSet: { items: [{ instanceId: `i-0${random.hex(16)}` }] } }),
  {
    more: () => ec2Version,
    response: ({ random }, request) => ({
      requestId: random.uuid(),
      instancesSet: {
        items: [
          {
            ...firstItem(request),
            currentState: { code: 32, name: 'shutting-down' },
            previousState: { code: 16, name: 'running' },
          },
        ],
      },
    }),
  },
);

/** The rule that an auditor looks for: an inbound port opened to an address or to all. */
export const authorizeIngress = write(
  'ec2',
  'AuthorizeSecurityGroupIngress',
  ({ random }) => ({
    groupId: `sg-0${random.hex(16)}`,
    ipPermissions: {
      items: [
        {
          ipProtocol: 'tcp',
          fromPort: 443,
          toPort: 443,
          groups: {},
          ipRanges: { items: [{ cidrIp: random.chance(0.2) ? '0.0.0.0/0' : '203.0.113.0/24' }] },
          ipv6Ranges: {},
          prefixListIds: {},
        },
      ],
    },
  }),
  {
    more: () => ec2Version,
    response: ({ random }) => ({ requestId: random.uuid(), _return: true }),
  },
);

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

function runningOnly(): Fields {
  return { items: [{ name: 'instance-state-name', valueSet: { items: [{ value: 'running' }] } }] };
}

function networkInterfaces({ random }: Scene): Fields {
  return {
    networkInterfaceIdSet: {},
    filterSet: {
      items: [{ name: 'network-interface-id', valueSet: { items: [{ value: `eni-0${random.hex(16)}` }] } }],
    },
  };
}

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

function launchRequest({ random }: Scene): Fields {
  return {
    instancesSet: { items: [{ imageId: `ami-0${random.hex(16)}`, minCount: 1, maxCount: 1 }] },
    instanceType: random.pick(INSTANCE_TYPES),
    subnetId: `subnet-0${random.hex(16)}`,
    clientToken: random.uuid(),
    monitoring: { enabled: true },
    disableApiTermination: false,
    metadataOptions: { httpTokens: 'required' },
  };
}

function launched({ random, region }: Scene): Fields {
  return {
    instanceId: `i-0${random.hex(16)}`,
    currentState: { code: 0, name: 'pending' },
    placement: { availabilityZone: `${region}a`, tenancy: 'default' },
    privateIpAddress: `10.0.${random.integer(0, 15)}.${random.integer(4, 250)}`,
    architecture: 'arm64',
    rootDeviceType: 'ebs',
    hypervisor: 'xen',
  };
}

function firstItem(request: Fields | null): Fields {
  const set = request?.instancesSet as { items: Fields[] } | undefined;
  return set?.items[0] ?? {};
}
