import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import type { Answer } from '../../../doctor/aws-setup/answer.ts';
import type { Caller } from '../../../doctor/aws-setup/caller.ts';
import { ask } from './ask.ts';

/** Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function askCaller(client: STSClient): Promise<Answer<Caller>> {
  return ask({ permission: 'sts:GetCallerIdentity' }, async () => {
    const { Account = '', Arn = '' } = await client.send(new GetCallerIdentityCommand({}));
    return { account: Account, arn: Arn };
  });
}
