import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  RedriveExecutionCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { RequestError } from '../../errors.ts';
import { planSizeFault } from '../../plan/plan.ts';
import type { Execution, Executions } from '../../ports.ts';
import type { Plan, ResendInput } from '../../run/run.ts';

interface StateMachineOptions {
  client: SFNClient;
  stateMachineArn: string;
}

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

function checked(input: Plan | ResendInput): string {
  const fault = 'reports' in input ? planSizeFault(input) : undefined;
  if (fault) throw new RequestError([`the request ${fault}`]);
  return JSON.stringify(input);
}

/**
 * `arn:aws:states:eu-central-1:111122223333:stateMachine:NAME` with the name of an execution becomes
 * `arn:aws:states:eu-central-1:111122223333:execution:NAME:RUN-ID`; a version or an alias that follows NAME is not part
 * of it. https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsstepfunctions.html
 */
function executionArnOf(stateMachineArn: string, execution: string): string {
  const [arn, partition, service, region, account, , stateMachine] = stateMachineArn.split(':');
  return [arn, partition, service, region, account, 'execution', stateMachine, execution].join(':');
}
