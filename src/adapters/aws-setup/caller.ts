import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Answer } from '../../doctor/answer.ts';
import type { Caller } from '../../doctor/caller.ts';
import { ask } from './ask.ts';

/** Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function askCaller(client: STSClient): Promise<Answer<Caller>> {
  return ask({ permission: 'sts:GetCallerIdentity' }, async () => {
    const { Account = '', Arn = '' } = await client.send(new GetCallerIdentityCommand({}));
    return { account: Account, arn: Arn };
  });
}
