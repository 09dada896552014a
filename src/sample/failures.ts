import type { Call, Scene } from './call.ts';
import { ALPHANUMERIC } from './random.ts';

export interface Failure {
  errorCode: string;
  errorMessage: string;
}

/** Services that spell a refusal otherwise than `AccessDenied`. */
const LONG_SPELLING = new Set([
  'kms',
  'lambda',
  'dynamodb',
  'secretsmanager',
  'ssm',
  'organizations',
  'logs',
  'ecs',
  'ecr',
]);

/** Why a call was refused: mostly for want of a permission, now and then for haste. */
export function failureOf(call: Call, scene: Scene): Failure {
  if (scene.random.chance(0.2)) return { errorCode: 'ThrottlingException', errorMessage: 'Rate exceeded' };
  if (call.service === 'ec2') return unauthorizedOperation(call, scene);
  const errorCode = LONG_SPELLING.has(call.service) ? 'AccessDeniedException' : 'AccessDenied';
  return {
    errorCode,
    errorMessage: `${notAuthorized(call, scene)} because no identity-based policy allows the ${action(call)} action`,
  };
}

function unauthorizedOperation(call: Call, scene: Scene): Failure {
  const encoded = scene.random.text(96, ALPHANUMERIC);
  return {
    errorCode: 'Client.UnauthorizedOperation',
    errorMessage: `You are not authorized to perform this operation. ${notAuthorized(call, scene)} because no identity-based policy allows the ${action(call)} action. Encoded authorization failure message: ${encoded}`,
  };
}

function notAuthorized(call: Call, { session, region }: Scene): string {
  const who = session.identity.arn ?? session.identity.invokedBy ?? session.account;
  const resource = `arn:aws:${call.service}:${region}:${session.account}:*`;
  return `User: ${who} is not authorized to perform: ${action(call)} on resource: ${resource}`;
}

/** Lambda's event names carry a version that its actions do not. */
function action(call: Call): string {
  return `${call.service}:${call.name.replace(/20\d{6}(v2)?$/, '')}`;
}
