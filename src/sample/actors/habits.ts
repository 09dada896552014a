import type { Call } from '../call.ts';
import * as applications from '../calls/applications.ts';
import * as databases from '../calls/databases.ts';
import * as ec2 from '../calls/ec2.ts';
import * as iam from '../calls/iam.ts';
import * as oversight from '../calls/oversight.ts';
import * as releases from '../calls/releases.ts';
import * as s3 from '../calls/s3.ts';
import * as secrets from '../calls/secrets.ts';
import * as sts from '../calls/sts.ts';
import { Weighted } from '../random.ts';

/** Which calls a sort of actor makes, and how often. */
function habit(...entries: [number, Call[]][]): Weighted<Call> {
  return new Weighted(entries.flatMap(([weight, calls]) => calls.map((call) => [call, weight] as const)));
}

/** People click through pages: mostly reading, now and then the change that an auditor looks for. */
export const consoleWork = habit(
  [8, [ec2.describeInstances, oversight.describeAlarms, s3.listBuckets, applications.describeServices]],
  [
    5,
    [ec2.describeSecurityGroups, ec2.describeVolumes, applications.listFunctions, applications.getFunction],
  ],
  [4, [s3.getBucketLocation, s3.getBucketEncryption, s3.getPublicAccessBlock, databases.describeTable]],
  [4, [databases.describeDatabases, databases.listTables, oversight.describeLogGroups, oversight.startQuery]],
  [3, [oversight.describeHealth, releases.describeStacks, secrets.describeKey, secrets.listSecrets]],
  [2, [iam.listUsers, iam.listRoles, iam.getUser, iam.getRole, oversight.lookupEvents, oversight.getCosts]],
  [1, [secrets.getSecret, s3.putBucketTagging, oversight.putMetricAlarm, ec2.authorizeIngress]],
  [0.5, [s3.putBucketPolicy, databases.updateTable, databases.modifyDatabase, secrets.rotateSecret]],
  [0.3, [ec2.runInstances, ec2.terminateInstances, iam.createAccessKey, iam.attachUserPolicy]],
  [0.2, [iam.createUser, iam.changePassword, iam.updateTrustPolicy]],
);

export const administration = habit(
  [5, [sts.getCallerIdentity, iam.listUsers, iam.listAccessKeys, ec2.describeInstances]],
  [2, [iam.getUser, iam.listAttachedPolicies, s3.listBuckets, s3.getBucketAcl]],
  [0.6, [iam.createUser, iam.attachUserPolicy, iam.createAccessKey, ec2.authorizeIngress]],
);

export const webServing = habit(
  [8, [secrets.decrypt, secrets.getParameter]],
  [5, [secrets.updateInstanceInformation, secrets.generateDataKey]],
  [3, [secrets.getSecret, applications.describeTargetHealth, s3.putObject]],
);

export const functionWork = habit(
  [6, [secrets.decrypt, oversight.createLogStream, secrets.getSecret]],
  [3, [s3.getObject, s3.putObject, secrets.generateDataKey]],
  [1, [databases.describeTable, sts.getCallerIdentity]],
);

export const containerWork = habit(
  [4, [secrets.decrypt, applications.submitTaskState, oversight.createLogStream]],
  [2, [releases.authorizeRegistry, releases.batchGetImage, secrets.getParameter]],
);

export const deployment = habit(
  [5, [releases.describeStacks, applications.describeServices, releases.authorizeRegistry]],
  [3, [releases.createChangeSet, releases.executeChangeSet, releases.putImage]],
  [2, [applications.updateFunctionCode, applications.updateService, s3.putObject]],
);

export const provisioning = habit(
  [5, [ec2.describeSecurityGroups, ec2.describeInstances, s3.getBucketPolicy, s3.getBucketAcl]],
  [4, [s3.getBucketEncryption, databases.describeTable, iam.getRole, secrets.describeKey]],
  [1, [s3.putBucketTagging, ec2.authorizeIngress, iam.updateTrustPolicy, s3.putBucketPolicy]],
);

export const scanning = habit(
  [4, [ec2.describeSecurityGroups, ec2.describeSnapshots, s3.getBucketPolicy, s3.getBucketAcl]],
  [3, [iam.listUsers, iam.listAccessKeys, iam.getAccountSummary, oversight.describeTrails]],
  [2, [s3.getPublicAccessBlock, oversight.getTrailStatus, oversight.getFindings, iam.listRoles]],
);

export const auditing = habit([3, [sts.assumeAuditRole]], [1, [iam.listAccounts, iam.describeOrganization]]);

export const continuousIntegration = habit(
  [6, [sts.assumeDeployRole, releases.authorizeRegistry, releases.putImage]],
  [3, [sts.getCallerIdentity, releases.describeStacks, s3.putObject]],
);

export const monitoring = habit(
  [8, [oversight.getMetricData, oversight.describeAlarms]],
  [
    2,
    [
      ec2.describeInstances,
      databases.describeDatabases,
      applications.listFunctions,
      applications.describeTargetHealth,
    ],
  ],
);

export const backup = habit(
  [5, [ec2.createSnapshot, ec2.describeSnapshots, ec2.describeVolumes]],
  [3, [s3.putObject, s3.listBuckets, secrets.generateDataKey]],
);

export const scalingService = habit(
  [5, [applications.describeGroups, applications.describeTargetHealth, ec2.describeInstances]],
  [1, [ec2.runInstances, ec2.terminateInstances, ec2.describeNetworkInterfaces]],
);

export const configService = habit(
  [3, [s3.getBucketEncryption, s3.getBucketPolicy, ec2.describeSecurityGroups, iam.getRole]],
  [2, [oversight.putEvaluations, secrets.describeKey, databases.describeTable]],
);
