import { randomUUID } from 'node:crypto';
import type { StartQueryExecutionInput, WorkGroupState } from '@aws-sdk/client-athena';
import type { LakeQuery } from './athena-lake.ts';
import { ServiceError } from './json-service.ts';

export interface Workgroup {
  outputLocation?: string;
  /** whether the client's own output location is ignored */
  enforced?: boolean;
  /** BytesScannedCutoffPerQuery */
  scanLimit?: number;
  /** ENABLED, unless given */
  state?: WorkGroupState;
  /** version 3, unless given */
  engine?: string;
  managedResults?: boolean;
}

export type Workgroups = Readonly<Record<string, Workgroup>>;

export interface StartedQuery extends LakeQuery {
  id: string;
  token: string;
  workgroup: string;
  /** the result's own: `s3://results/athena/ID.csv` */
  outputLocation: string;
  scanLimit?: number | undefined;
}

export function invalid(message: string, code = 'INVALID_INPUT'): ServiceError {
  return new ServiceError('InvalidRequestException', message, { AthenaErrorCode: code });
}

/**
 * What a StartQueryExecution asks for, checked as Athena does.
 *
 * @throws InvalidRequestException
 */
export function startedQuery(input: StartQueryExecutionInput, workgroups: Workgroups): StartedQuery {
  const { QueryString, ClientRequestToken, WorkGroup = 'primary', ExecutionParameters } = input;
  if (!QueryString || QueryString.length > 262_144) throw constraint('queryString', 1, 262_144);
  if (!ClientRequestToken || ClientRequestToken.length < 32 || ClientRequestToken.length > 128)
    throw constraint('clientRequestToken', 32, 128);
  if (ExecutionParameters?.length === 0) throw constraint('executionParameters', 1);
  const workgroup = workgroups[WorkGroup];
  if (!workgroup) throw invalid(`WorkGroup ${WorkGroup} is not found.`);
  const id = randomUUID();
  return {
    id,
    token: ClientRequestToken,
    sql: QueryString,
    parameters: (ExecutionParameters ?? []).map(bareString),
    database: input.QueryExecutionContext?.Database ?? 'default',
    workgroup: WorkGroup,
    outputLocation: `${folderOf(workgroup, input)}${id}.csv`,
    scanLimit: workgroup.scanLimit,
  };
}

/**
 * The string that a parameter stands for. Athena takes any constant expression; a string that comes without quotes is
 * refused here, because Athena would read `2026/11/22` as two divisions and find no rows.
 */
function bareString(parameter: string): string {
  if (parameter.length < 1 || parameter.length > 1024) throw constraint('executionParameters', 1, 1024);
  const quoted = /^'((?:[^']|'')*)'$/.exec(parameter)?.[1];
  if (quoted === undefined) throw invalid(`the parameter ${parameter} is not a string in single quotes`);
  return quoted.replaceAll("''", "'");
}

function folderOf({ outputLocation, enforced }: Workgroup, input: StartQueryExecutionInput): string {
  const location = enforced ? outputLocation : (input.ResultConfiguration?.OutputLocation ?? outputLocation);
  if (!location) {
    throw invalid(
      'No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.',
    );
  }
  return location.endsWith('/') ? location : `${location}/`;
}

function constraint(member: string, least: number, most?: number): ServiceError {
  const range = most === undefined ? `at least ${least}` : `${least} to ${most}`;
  return invalid(
    `1 validation error detected: Value at '${member}' failed to satisfy constraint: length ${range}`,
  );
}
