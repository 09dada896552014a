import { GetScheduleCommand } from '@aws-sdk/client-scheduler';
import type { Answer } from '../../../doctor/answer.ts';
import type { Schedule } from '../../../doctor/schedule.ts';
import type { Setup } from '../../../doctor/setup.ts';
import { ask } from './ask.ts';
import type { Clients } from './clients.ts';

export function askSchedule(
  { scheduler }: Pick<Clients, 'scheduler'>,
  { stack }: Setup,
): Promise<Answer<Schedule>> {
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
