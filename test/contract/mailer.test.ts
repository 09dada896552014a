import { sesClient, sesMailer } from '../../src/adapters/aws/ses.ts';
import { smtpMailer } from '../../src/adapters/local/smtp.ts';
import { startSesEndpoint } from '../endpoints/ses.ts';
import { certificate, startSmtpEndpoint } from '../endpoints/smtp.ts';
import { mailerContract } from './mailer.ts';

const endpoint = await startSesEndpoint();
const smtp = await startSmtpEndpoint();
afterAll(() => Promise.all([endpoint.close(), smtp.close()]));
const smtpMailerTo = (port: number) =>
  smtpMailer({ host: 'localhost', port, tls: 'starttls' }, { ca: certificate });

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

mailerContract(
  'smtpMailer',
  async () => {
    const before = smtp.sent.length;
    return {
      mailer: smtpMailerTo(smtp.port),
      arrived: async () => smtp.sent.slice(before).map(({ raw }) => raw),
    };
  },
  async () => {
    const closed = await startSmtpEndpoint();
    await closed.close();
    return smtpMailerTo(closed.port);
  },
);
