import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { Key } from '../../../doctor/key.ts';
import { ask, type Clients } from './ask.ts';

/** @param id ARN, id or alias; an ARN says its region itself */
export async function askKey({ kms }: Clients, id: string): Promise<Key> {
  const [, , , region = ''] = id.split(':');
  const elsewhere = region !== '' && region !== (await kms.config.region());
  const client = elsewhere ? new KMSClient({ region, requestHandler: kms.config.requestHandler }) : kms;
  const call = async () => (await client.send(new DescribeKeyCommand({ KeyId: id }))).KeyMetadata?.KeyState;
  return { id, state: await ask('kms:DescribeKey', call, 'NotFoundException') };
}
