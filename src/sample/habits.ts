import type { Call } from './call.ts';
import * as access from './calls/access.ts';
import * as compute from './calls/compute.ts';
import * as operations from './calls/operations.ts';
import * as storage from './calls/storage.ts';
import { Weighted } from './random.ts';

/** Which calls a sort of actor makes, and how often. */
function habit(...entries: [number, Call[]][]): Weighted<Call> {
  return new Weighted(entries.flatMap(([weight, calls]) => calls.map((call) => [call, weight] as const)));
}

/** People click through pages: mostly reading, now and then the change that an auditor looks for. */
export const consoleWork = habit(
  [8, [compute.describeInstances, operations.describeAlarms, storage.listBuckets, compute.describeServices]],
  [5, [compute.describeSecurityGroups, compute.describeVolumes, compute.listFunctions, compute.getFunction]],
  [
    4,
    [
      storage.getBucketLocation,
      storage.getBucketEncryption,
      storage.getPublicAccessBlock,
      storage.describeTable,
    ],
  ],
  [4, [storage.describeDatabases, storage.listTables, operations.describeLogGroups, operations.startQuery]],
  [3, [operations.describeHealth, operations.describeStacks, operations.describeKey, operations.listSecrets]],
  [
    2,
    [
      access.listUsers,
      access.listRoles,
      access.getUser,
      access.getRole,
      operations.lookupEvents,
      operations.getCosts,
    ],
  ],
  [1, [operations.getSecret, storage.putBucketTagging, operations.putMetricAlarm, compute.authorizeIngress]],
  [0.5, [storage.putBucketPolicy, storage.updateTable, storage.modifyDatabase, operations.rotateSecret]],
  [0.3, [compute.runInstances, compute.terminateInstances, access.createAccessKey, access.attachUserPolicy]],
  [0.2, [access.createUser, access.changePassword, access.updateTrustPolicy]],
);

export const administration = habit(
  [5, [access.getCallerIdentity, access.listUsers, access.listAccessKeys, compute.describeInstances]],
  [2, [access.getUser, access.listAttachedPolicies, storage.listBuckets, storage.getBucketAcl]],
  [0.6, [access.createUser, access.attachUserPolicy, access.createAccessKey, compute.authorizeIngress]],
);

export const webServing = habit(
  [8, [operations.decrypt, operations.getParameter]],
  [5, [operations.updateInstanceInformation, operations.generateDataKey]],
  [3, [operations.getSecret, compute.describeTargetHealth, storage.putObject]],
);

export const functionWork = habit(
  [6, [operations.decrypt, operations.createLogStream, operations.getSecret]],
  [3, [storage.getObject, storage.putObject, operations.generateDataKey]],
  [1, [storage.describeTable, access.getCallerIdentity]],
);

export const containerWork = habit(
  [4, [operations.decrypt, compute.submitTaskState, operations.createLogStream]],
  [2, [operations.authorizeRegistry, operations.batchGetImage, operations.getParameter]],
);

export const deployment = habit(
  [5, [operations.describeStacks, compute.describeServices, operations.authorizeRegistry]],
  [3, [operations.createChangeSet, operations.executeChangeSet, operations.putImage]],
  [2, [compute.updateFunctionCode, compute.updateService, storage.putObject]],
);

export const provisioning = habit(
  [
    5,
    [
      compute.describeSecurityGroups,
      compute.describeInstances,
      storage.getBucketPolicy,
      storage.getBucketAcl,
    ],
  ],
  [4, [storage.getBucketEncryption, storage.describeTable, access.getRole, operations.describeKey]],
  [
    1,
    [storage.putBucketTagging, compute.authorizeIngress, access.updateTrustPolicy, storage.putBucketPolicy],
  ],
);

export const scanning = habit(
  [
    4,
    [
      compute.describeSecurityGroups,
      compute.describeSnapshots,
      storage.getBucketPolicy,
      storage.getBucketAcl,
    ],
  ],
  [3, [access.listUsers, access.listAccessKeys, access.getAccountSummary, operations.describeTrails]],
  [2, [storage.getPublicAccessBlock, operations.getTrailStatus, operations.getFindings, access.listRoles]],
);

export const continuousIntegration = habit(
  [6, [access.assumeDeployRole, operations.authorizeRegistry, operations.putImage]],
  [3, [access.getCallerIdentity, operations.describeStacks, storage.putObject]],
);

export const monitoring = habit(
  [8, [operations.getMetricData, operations.describeAlarms]],
  [
    2,
    [
      compute.describeInstances,
      storage.describeDatabases,
      compute.listFunctions,
      compute.describeTargetHealth,
    ],
  ],
);

export const backup = habit(
  [5, [compute.createSnapshot, compute.describeSnapshots, compute.describeVolumes]],
  [3, [storage.putObject, storage.listBuckets, operations.generateDataKey]],
);

export const scalingService = habit(
  [5, [compute.describeGroups, compute.describeTargetHealth, compute.describeInstances]],
  [1, [compute.runInstances, compute.terminateInstances, compute.describeNetworkInterfaces]],
);

export const configService = habit(
  [3, [storage.getBucketEncryption, storage.getBucketPolicy, compute.describeSecurityGroups, access.getRole]],
  [2, [operations.putEvaluations, operations.describeKey, storage.describeTable]],
);
