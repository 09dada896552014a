import type { ServiceCall } from './service-call.ts';

/** What can go wrong with a call: before it takes effect, or, of the last four, when it has. */
export const FAULTS = [
  'throttled',
  'server error',
  'access denied',
  'not found',
  'hangs',
  'cut',
  'malformed',
  'answer hangs',
  'answer cut',
  'killed',
] as const;

export type Fault = (typeof FAULTS)[number];

export interface ErrorAnswer {
  status: number;
  code: string;
  message: string;
}

/** The error with which the service answers; undefined where the fault is no error of the service. */
export function errorAnswer(fault: Fault, call: ServiceCall): ErrorAnswer | undefined {
  const found = ERRORS[fault]?.[call.service];
  const [status, code, message = 'as the test asked'] =
    (fault === 'not found' && NOT_FOUND[call.operation]) || found || [];
  return status && code ? { status, code, message } : undefined;
}

type Answer = readonly [status: number, code: string, message?: string];

const ERRORS: Partial<Record<Fault, Record<ServiceCall['service'], Answer>>> = {
  throttled: {
    s3: [503, 'SlowDown'],
    ses: [429, 'TooManyRequestsException'],
    athena: [400, 'ThrottlingException', 'Rate exceeded'],
    stepFunctions: [400, 'ThrottlingException', 'Rate exceeded'],
  },
  'server error': {
    s3: [500, 'InternalError'],
    ses: [500, 'InternalServiceErrorException'],
    athena: [500, 'InternalServerException'],
    stepFunctions: [500, 'InternalFailure'],
  },
  'access denied': {
    s3: [403, 'AccessDenied'],
    ses: [403, 'AccessDeniedException'],
    athena: [400, 'AccessDeniedException'],
    stepFunctions: [400, 'AccessDeniedException'],
  },
  'not found': {
    s3: [404, 'NoSuchBucket'],
    ses: [404, 'NotFoundException'],
    athena: [400, 'InvalidRequestException'],
    stepFunctions: [400, 'StateMachineDoesNotExist'],
  },
};

const NOT_FOUND: Readonly<Record<string, Answer>> = {
  StartQueryExecution: [400, 'InvalidRequestException', 'WorkGroup audit is not found.'],
  GetQueryExecution: [400, 'InvalidRequestException', 'QueryExecution was not found'],
  StopQueryExecution: [400, 'InvalidRequestException', 'QueryExecution was not found'],
  GetTableMetadata: [400, 'MetadataException', 'Entity Not Found (Error Code: EntityNotFoundException)'],
  DescribeExecution: [400, 'ExecutionDoesNotExist'],
  RedriveExecution: [400, 'ExecutionDoesNotExist'],
  UploadPart: [404, 'NoSuchUpload'],
  CompleteMultipartUpload: [404, 'NoSuchUpload'],
  AbortMultipartUpload: [404, 'NoSuchUpload'],
};
