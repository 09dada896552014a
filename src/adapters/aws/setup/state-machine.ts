import { DescribeStateMachineCommand, ListExecutionsCommand } from '@aws-sdk/client-sfn';
import type { Setup } from '../../../doctor/setup.ts';
import type { StateMachine } from '../../../doctor/state-machine.ts';
import { ask } from './ask.ts';
import { askCaller } from './caller.ts';
import type { Clients } from './clients.ts';

const ABSENT = 'StateMachineDoesNotExist';

/** The state machine is in the caller's account. */
export async function askStateMachine(
  { sfn, sts }: Pick<Clients, 'sfn' | 'sts'>,
  { stack, region }: Setup,
): Promise<StateMachine> {
  const caller = await askCaller({ sts });
  const { account, arn } = caller.kind === 'found' ? caller.value : { account: '', arn: '' };
  const [, partition = 'aws'] = arn.split(':');
  const stateMachineArn = `arn:${partition}:states:${region}:${account}:stateMachine:${stack}`;
  const describe = async () => (await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).status;
  // The newest comes first: https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListExecutions.html
  const newest = async () => {
    const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 1 }));
    const [newest] = executions ?? [];
    if (!newest) return undefined;
    const { name = '', status = 'unknown', startDate = new Date(0) } = newest;
    return { name, status, started: startDate.toISOString() };
  };
  const [status, lastRun] = await Promise.all([
    ask('states:DescribeStateMachine', describe, ABSENT),
    ask('states:ListExecutions', newest, ABSENT),
  ]);
  return { status, lastRun };
}
