import { GetFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { GetScheduleCommand } from '@aws-sdk/client-scheduler';
import { DescribeStateMachineCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Answer } from '../../../doctor/finding.ts';
import type { Setup } from '../../../doctor/setup.ts';
import type { Caller, Schedule, StartFunction, StateMachine } from '../../../doctor/stack.ts';
import { ask, type Clients } from './ask.ts';

/** Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function askCaller({ sts }: Clients): Promise<Answer<Caller>> {
  return ask('sts:GetCallerIdentity', async () => {
    const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return { account: Account, arn: Arn };
  });
}

export function askSchedule({ scheduler }: Clients, { stack }: Setup): Promise<Answer<Schedule>> {
  const call = async () => {
    const { Target, ...schedule } = await scheduler.send(new GetScheduleCommand({ Name: stack }));
    return {
      enabled: schedule.State === 'ENABLED',
      expression: schedule.ScheduleExpression ?? '',
      timezone: schedule.ScheduleExpressionTimezone ?? 'UTC',
      target: Target?.Arn ?? '',
      input: Target?.Input ?? '',
      deadLetterQueue: Target?.DeadLetterConfig?.Arn,
      end: schedule.EndDate?.toISOString(),
    };
  };
  return ask('scheduler:GetSchedule', call, 'ResourceNotFoundException');
}

export function askStartFunction({ lambda }: Clients, { stack }: Setup): Promise<Answer<StartFunction>> {
  const call = async () => {
    const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: `${stack}-start` }));
    const { State = '', LastUpdateStatus = '', StateReason, LastUpdateStatusReason } = found;
    return {
      state: State,
      lastUpdate: LastUpdateStatus,
      reason: StateReason || LastUpdateStatusReason || 'no reason given',
    };
  };
  return ask('lambda:GetFunctionConfiguration', call, 'ResourceNotFoundException');
}

/** The state machine is in the caller's account. */
export async function askStateMachine(clients: Clients, { stack, region }: Setup): Promise<StateMachine> {
  const { sfn } = clients;
  const caller = await askCaller(clients);
  const { account, arn } = caller.kind === 'found' ? caller.value : { account: '', arn: '' };
  const [, partition = 'aws'] = arn.split(':');
  const stateMachineArn = `arn:${partition}:states:${region}:${account}:stateMachine:${stack}`;
  const describe = async () => (await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).status;
  // The newest comes first: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
  const newest = async () => {
    const { executions = [] } = await sfn.send(
      new ListExecutionsCommand({ stateMachineArn, maxResults: 100 }),
    );
    if (executions.length === 0) return undefined;
    return executions.map(({ name = '', status = 'unknown', startDate = new Date(0) }) => ({
      name,
      status,
      started: startDate.toISOString(),
    }));
  };
  const [status, executions] = await Promise.all([
    ask('states:DescribeStateMachine', describe, 'StateMachineDoesNotExist'),
    ask('states:ListExecutions', newest, 'StateMachineDoesNotExist'),
  ]);
  return { status, executions };
}
