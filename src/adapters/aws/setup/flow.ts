import { GetScheduleCommand, type SchedulerClient } from '@aws-sdk/client-scheduler';
import { DescribeStateMachineCommand, ListExecutionsCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { Answer } from '../../../doctor/aws-setup/answer.ts';
import type { ScheduleState } from '../../../doctor/aws-setup/schedule.ts';
import type { ExecutionState, StateMachineState } from '../../../doctor/aws-setup/state-machine.ts';
import { ask, isNamed } from './ask.ts';

export function askSchedule(client: SchedulerClient, name: string): Promise<Answer<ScheduleState>> {
  const options = { permission: 'scheduler:GetSchedule', isAbsent: isNamed('ResourceNotFoundException') };
  return ask(options, async () => {
    const schedule = await client.send(new GetScheduleCommand({ Name: name }));
    return {
      enabled: schedule.State === 'ENABLED',
      expression: schedule.ScheduleExpression ?? '',
      timezone: schedule.ScheduleExpressionTimezone ?? 'UTC',
      target: schedule.Target?.Arn ?? '',
      input: schedule.Target?.Input ?? '',
      deadLetterQueue: schedule.Target?.DeadLetterConfig?.Arn,
      end: schedule.EndDate?.toISOString(),
    };
  });
}

export function askStateMachine(
  client: SFNClient,
  stateMachineArn: string,
): Promise<Answer<StateMachineState>> {
  const options = {
    permission: 'states:DescribeStateMachine',
    isAbsent: isNamed('StateMachineDoesNotExist'),
  };
  return ask(options, async () => {
    const { status = 'not known' } = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));
    return { status };
  });
}

/** The newest: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html */
export function askLastRun(client: SFNClient, stateMachineArn: string): Promise<Answer<ExecutionState>> {
  const options = { permission: 'states:ListExecutions', isAbsent: isNamed('StateMachineDoesNotExist') };
  return ask(options, async () => {
    const { executions } = await client.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1 }));
    const [newest] = executions ?? [];
    return (
      newest && {
        name: newest.name ?? '',
        status: newest.status ?? 'not known',
        started: (newest.startDate ?? new Date(0)).toISOString(),
      }
    );
  });
}
