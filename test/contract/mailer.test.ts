import { sesClient, sesMailer } from '../../src/adapters/aws/ses.ts';
import { startSesEndpoint } from '../endpoints/ses.ts';
import { mailerContract } from './mailer.ts';

const endpoint = await startSesEndpoint();
afterAll(() => endpoint.close());

mailerContract(
  'sesMailer',
  async () => {
    const before = endpoint.sent.length;
    return {
      mailer: sesMailer({ client: sesClient(endpoint.client) }),
      arrived: async () => endpoint.sent.slice(before).map(({ raw }) => raw),
    };
  },
  async () => {
    const closed = await startSesEndpoint();
    await closed.close();
    return sesMailer({ client: sesClient(closed.client) });
  },
);
