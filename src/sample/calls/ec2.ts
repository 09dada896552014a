import { read, type Scene, write } from '../call.ts';
import type { Fields } from '../record.ts';

const INSTANCE_TYPES = ['t4g.medium', 'm7g.large', 'c7g.xlarge', 'r7g.large'];

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
