import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  RedriveExecutionCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { RequestError } from '../errors.ts';
import type { Execution, Executions } from '../ports.ts';
import type { Plan, ResendInput } from '../run.ts';

export interface StateMachineOptions {
  client: SFNClient;
  stateMachineArn: string;
}

// https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
const LARGEST_STATE_BYTES = 256 * 1024;
/** The last step's input is the plan and what came of each report: the figures of its files, or an error. */
export const LARGEST_RESULT_BYTES = 2 * 1024;

/** The executions of a state machine. Step Functions keeps their names, and what came of them, for 90 days. */
export function stateMachineExecutions({ client, stateMachineArn }: StateMachineOptions): Executions {
  const locate = (name: string) => executionArnOf(stateMachineArn, name);
  return {
    async start(name, input) {
      const command = new StartExecutionCommand({ stateMachineArn, name, input: checked(input) });
      try {
        await client.send(command);
        return { alreadyStarted: false };
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
        return { alreadyStarted: true };
      }
    },
    async describe(name) {
      try {
        const command = new DescribeExecutionCommand({ executionArn: locate(name) });
        const { status, redriveStatus, redriveStatusReason } = await client.send(command);
        return {
          status: status === 'PENDING_REDRIVE' ? 'RUNNING' : (status as Execution['status']),
          ...(redriveStatus !== 'REDRIVABLE' && { notRedrivable: redriveStatusReason ?? `it is ${status}` }),
        };
      } catch (error) {
        if (error instanceof ExecutionDoesNotExist) return undefined;
        throw error;
      }
    },
    async redrive(name) {
      await client.send(new RedriveExecutionCommand({ executionArn: locate(name) }));
    },
    locate,
  };
}

function checked(plan: Plan | ResendInput): string {
  const input = JSON.stringify(plan);
  const bytes = Buffer.byteLength(input);
  const reports = 'reports' in plan ? plan.reports.length : 0;
  const largest = LARGEST_STATE_BYTES - reports * LARGEST_RESULT_BYTES;
  if (bytes > largest) {
    throw new RequestError([
      `the request comes to ${kibibytes(bytes)} with its ${reports} reports, the flow takes ${kibibytes(largest)}: ask for fewer reports, accounts or regions at a time, or shorten the reports' SQL`,
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
