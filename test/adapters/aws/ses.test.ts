import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { types } from 'node:util';
import { sesClient, sesMailer } from '../../../src/adapters/aws/ses.ts';
import type { OutgoingMessage } from '../../../src/ports.ts';
import { type SesEndpoint, startSesEndpoint } from '../../endpoints/ses.ts';

// Jest has an Error of its own. The SDK, which runs in it, takes Node's for no errors and wraps them, without their code.
// https://github.com/jestjs/jest/issues/2549
Object.defineProperty(Error, Symbol.hasInstance, {
  value(value: unknown) {
    return this === Error ? types.isNativeError(value) : Object[Symbol.hasInstance].call(this, value);
  },
});

let endpoint: SesEndpoint;

beforeAll(async () => {
  endpoint = await startSesEndpoint();
});

afterAll(() => endpoint.close());

test('sends from the sender of the envelope', async () => {
  await sesMailer({ client: sesClient(endpoint.client) }).send(messageTo(['team@example.com']));

  expect(endpoint.sent.at(-1)?.from).toBe('audit@example.com');
});

test('sends to the recipients of the envelope, not to those of the headers', async () => {
  await sesMailer({ client: sesClient(endpoint.client) }).send(messageTo(['ciso@example.com']));

  expect(endpoint.sent.at(-1)?.to).toEqual(['ciso@example.com']);
});

test('sends to 50 recipients in one call', async () => {
  const before = endpoint.sent.length;

  await sesMailer({ client: sesClient(endpoint.client) }).send(messageTo(recipients(50)));

  expect(endpoint.sent.slice(before).map(({ to }) => to)).toEqual([recipients(50)]);
});

test.each([0, 51])('refuses a message to %i recipients before anybody has it', async (count) => {
  const before = endpoint.sent.length;
  const mailer = sesMailer({ client: sesClient(endpoint.client) });

  await expect(mailer.send(messageTo(recipients(count)))).rejects.toMatchObject({
    name: 'MailRefusedError',
    message: expect.stringContaining(
      '1 to 50 e-mail addresses (for more people, give the address of a distribution list)',
    ),
  });
  expect(endpoint.sent).toHaveLength(before);
});

describe('says of an error whether sending again helps, and what to do', () => {
  test.each([
    ['MessageRejected', 400, 'MailRefusedError', 'Verify the sender'],
    ['MailFromDomainNotVerifiedException', 400, 'MailRefusedError', 'MX record'],
    ['AccountSuspendedException', 400, 'MailRefusedError', 'AWS Support Center'],
    ['SendingPausedException', 400, 'MailRefusedError', 'resume it'],
    ['NotFoundException', 404, 'MailRefusedError', 'configuration set'],
    ['BadRequestException', 400, 'MailRefusedError', '40 MB'],
    ['AccessDeniedException', 403, 'MailRefusedError', 'ses:SendRawEmail'],
    ['UnrecognizedClientException', 403, 'MailRefusedError', 'refused again'],
    ['LimitExceededException', 400, 'MailDeferredError', 'quota'],
    ['TooManyRequestsException', 429, 'MailDeferredError', 'sending rate'],
    ['ThrottlingException', 400, 'MailDeferredError', 'sending rate'],
    ['InternalServiceErrorException', 500, 'MailDeferredError', 'again later'],
    ['ServiceUnavailable', 503, 'MailDeferredError', 'again later'],
  ])('%s (%i): %s', async (exception, status, name, advice) => {
    await using ses = await answering(status, JSON.stringify({ message: 'Because.' }), exception);

    await expect(ses.mailer.send(messageTo(['team@example.com']))).rejects.toMatchObject({
      name,
      message: expect.stringMatching(new RegExp(`${exception}: Because\\..*${advice}`)),
      cause: { name: exception },
    });
  });

  test('a refused connection: MailDeferredError', async () => {
    const ses = await answering(200, '{}');
    await ses[Symbol.asyncDispose]();

    await expect(ses.mailer.send(messageTo(['team@example.com']))).rejects.toMatchObject({
      name: 'MailDeferredError',
    });
  });

  test('a connection that is cut before the answer: MailUncertainError', async () => {
    await using ses = await serving((request) => request.socket.destroy());

    await expect(ses.mailer.send(messageTo(['team@example.com']))).rejects.toMatchObject({
      name: 'MailUncertainError',
      message: expect.stringContaining('Check whether it arrived'),
    });
  });

  test('an answer that does not come in time: MailUncertainError', async () => {
    await using ses = await serving(() => {}, {
      requestHandler: { requestTimeout: 50, throwOnRequestTimeout: true },
    });

    await expect(ses.mailer.send(messageTo(['team@example.com']))).rejects.toMatchObject({
      name: 'MailUncertainError',
    });
  });

  test('an answer that cannot be read: MailUncertainError', async () => {
    await using ses = await answering(200, '<html>');

    await expect(ses.mailer.send(messageTo(['team@example.com']))).rejects.toMatchObject({
      name: 'MailUncertainError',
    });
  });

  test('credentials that are missing: the error as it is', async () => {
    const missing = Object.assign(new Error('no credentials'), { name: 'CredentialsProviderError' });
    const client = sesClient({ ...endpoint.client, credentials: () => Promise.reject(missing) });

    await expect(sesMailer({ client }).send(messageTo(['team@example.com']))).rejects.toBe(missing);
  });
});

test.each([
  ['throttled', 429],
  ['a server error', 500],
])('asks SES once a call: %s', async (_, status) => {
  let calls = 0;
  await using ses = await serving((_, response) => {
    calls += 1;
    response.writeHead(status).end('{}');
  });

  await ses.mailer.send(messageTo(['team@example.com'])).catch(() => {});

  expect(calls).toBe(1);
});

test('asks SES once where the connection is cut', async () => {
  let calls = 0;
  await using ses = await serving((request) => {
    calls += 1;
    request.socket.destroy();
  });

  await ses.mailer.send(messageTo(['team@example.com'])).catch(() => {});

  expect(calls).toBe(1);
});

function messageTo(to: string[]): OutgoingMessage {
  const raw = Buffer.from(
    'From: audit@example.com\r\nTo: team@example.com\r\nSubject: Audit\r\n\r\ntext\r\n',
  );
  return { from: 'audit@example.com', to, raw };
}

const recipients = (count: number) => Array.from({ length: count }, (_, i) => `reader-${i + 1}@example.com`);

function answering(status: number, body: string, exception?: string) {
  return serving((request, response) => {
    request.resume().on('end', () => {
      if (exception) response.setHeader('x-amzn-errortype', exception);
      response.writeHead(status).end(body);
    });
  });
}

/** A mailer, and an SES that does to every call what the listener does. */
async function serving(listener: RequestListener, config: Parameters<typeof sesClient>[0] = {}) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    mailer: sesMailer({ client: sesClient({ ...endpoint.client, endpoint: url, ...config }) }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
