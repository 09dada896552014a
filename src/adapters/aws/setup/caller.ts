import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Answer } from '../../../doctor/answer.ts';
import type { Caller } from '../../../doctor/caller.ts';
import { ask } from './ask.ts';
import type { Clients } from './clients.ts';

/** Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function askCaller({ sts }: Pick<Clients, 'sts'>): Promise<Answer<Caller>> {
  return ask('sts:GetCallerIdentity', async () => {
    const { Account = '', Arn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    return { account: Account, arn: Arn };
  });
}
