import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { RequestError } from '../errors.ts';
import type { Plan } from '../run.ts';

export interface StateMachineOptions {
  client: SFNClient;
  stateMachineArn: string;
}

export interface StartedExecution {
  executionArn: string;
  /** the run was there before: it may be running, have succeeded or have failed */
  alreadyStarted: boolean;
}

// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
const LARGEST_STATE_BYTES = 256 * 1024;
/** The last step's input is the plan and what came of each report: figures of a CSV, or an error. */
const LARGEST_RESULT_BYTES = 2 * 1024;

/**
 * Starts the flow under the run's id, so that the same request is the same execution for 90 days, the time for which
 * Step Functions keeps a name. `alreadyStarted` is also false for a run that goes on with the same input: Step
 * Functions then answers as it did the first time.
 *
 * @throws RequestError where the plan is larger than an execution's input may be; nothing is started then
 */
export async function startExecution(
  { client, stateMachineArn }: StateMachineOptions,
  plan: Plan,
): Promise<StartedExecution> {
  const name = plan.run.runId;
  const command = new StartExecutionCommand({ stateMachineArn, name, input: inputOf(plan) });
  try {
    const { executionArn } = await client.send(command);
    if (!executionArn) throw new Error(`Step Functions started ${name} but gave no ARN for it`);
    return { executionArn, alreadyStarted: false };
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
    return { executionArn: executionArnOf(stateMachineArn, name), alreadyStarted: true };
  }
}

function inputOf(plan: Plan): string {
  const input = JSON.stringify(plan);
  const bytes = Buffer.byteLength(input);
  const largest = LARGEST_STATE_BYTES - plan.reports.length * LARGEST_RESULT_BYTES;
  if (bytes > largest) {
    throw new RequestError([
      `the request comes to ${kibibytes(bytes)} with its ${plan.reports.length} reports, the flow takes ${kibibytes(largest)}: ask for fewer reports, accounts or regions at a time`,
    ]);
  }
  return input;
}

const kibibytes = (bytes: number) => `${Math.ceil(bytes / 1024)} KiB`;

/**
 * `arn:aws:states:eu-central-1:111122223333:stateMachine:NAME` with the name of an execution becomes
 * `arn:aws:states:eu-central-1:111122223333:execution:NAME:RUN-ID`; a version or an alias that follows NAME is no part
 * of it. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
 */
function executionArnOf(stateMachineArn: string, execution: string): string {
  const [arn, partition, service, region, account, , stateMachine] = stateMachineArn.split(':');
  return [arn, partition, service, region, account, 'execution', stateMachine, execution].join(':');
}
