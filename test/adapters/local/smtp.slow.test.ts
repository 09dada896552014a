import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { type SmtpServer, smtpMailer } from '../../../src/adapters/local/smtp.ts';
import { certificate, type SmtpEndpoint, startSmtpEndpoint } from '../../endpoints/smtp.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function started(options: SMTPServerOptions = {}): Promise<SmtpEndpoint> {
  const endpoint = await startSmtpEndpoint(options);
  ends.push(endpoint.close);
  return endpoint;
}

const timeouts = { connection: 300, greeting: 300, silence: 300, whole: 5000 };
const mailerOf = (port: number, server: Partial<SmtpServer> = {}, ca: string | undefined = certificate) =>
  smtpMailer({ host: '127.0.0.1', port, tls: 'starttls', ...server }, { ca, timeouts });
const message = {
  from: 'audit@example.com',
  to: ['one@example.com', 'two@example.com'],
  raw: Buffer.from('Subject: Audit\r\n\r\ntext\r\n'),
};

describe('the connection', () => {
  test.each([
    ['starttls', {}],
    ['implicit', { secure: true }],
  ] as const)('is encrypted with %s', async (tls, options) => {
    const { port, sent } = await started(options);

    await mailerOf(port, { tls }).send(message);

    expect(sent).toMatchObject([{ from: message.from, to: message.to, encrypted: true }]);
  });

  test('is not encrypted where that is asked for', async () => {
    const { port, sent } = await started();

    await mailerOf(port, { tls: 'none' }).send(message);

    expect(sent).toMatchObject([{ encrypted: false }]);
  });

  test('says nothing to a server that cannot encrypt', async () => {
    const { port, sent } = await started({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });

    await expect(mailerOf(port).send(message)).rejects.toMatchObject({ name: 'MailRefusedError' });

    expect(sent).toEqual([]);
  });

  test('says nothing to a server whose certificate is not trusted', async () => {
    const { port, sent } = await started();

    const sending = smtpMailer({ host: '127.0.0.1', port, tls: 'starttls' }).send(message);

    await expect(sending).rejects.toMatchObject({
      name: 'MailDeferredError',
      message: expect.stringMatching(/^127\.0\.0\.1:\d+ did not take the message \(self-signed certificate/),
    });
    expect(sent).toEqual([]);
  });
});

describe('a login', () => {
  const login: SMTPServerOptions = {
    authOptional: false,
    onAuth({ username, password }, _, callback) {
      if (username === 'audit' && password === 'secret') callback(null, { user: username });
      else callback(Object.assign(new Error('no such user'), { responseCode: 535 }));
    },
  };

  test('goes before the message', async () => {
    const { port, sent } = await started(login);

    await mailerOf(port, { login: { user: 'audit', password: 'secret' } }).send(message);

    expect(sent).toMatchObject([{ user: 'audit' }]);
  });

  test('that is refused is named, without the password', async () => {
    const { port } = await started(login);

    const sending = mailerOf(port, { login: { user: 'audit', password: 'wrong' } }).send(message);

    await expect(sending).rejects.toMatchObject({
      name: 'MailRefusedError',
      message: expect.stringMatching(/refused the message \(535 no such user\)/),
    });
    await expect(sending).rejects.not.toMatchObject({ message: expect.stringContaining('wrong') });
  });
});

/** Answers commands by their first word, a message's lines as LINE, its end as DOT; undefined: not at all; null: hangs up. */
async function scripted(answers: Record<string, string | null | undefined>): Promise<number> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    let inMessage = false;
    const answer = (word: string) => {
      const text = answers[word];
      if (text === null) socket.destroy();
      else if (text !== undefined) socket.write(`${text}\r\n`);
    };
    socket.on('error', () => {});
    socket.on('data', (data) => {
      const lines = data.toString().split('\r\n').slice(0, -1);
      for (const line of lines) {
        if (inMessage) {
          inMessage = line !== '.';
          answer(inMessage ? 'LINE' : 'DOT');
        } else {
          const word = line.split(' ')[0] ?? '';
          inMessage = word === 'DATA' && answers.DATA?.startsWith('354') === true;
          answer(word);
        }
      }
    });
    answer('GREETING');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const WELL = {
  GREETING: '220 here',
  EHLO: '250 here',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  DOT: '250 taken',
  QUIT: '221 bye',
};

test.each([
  ['hangs up at once', { GREETING: null }, 'MailDeferredError'],
  ['is too busy', { GREETING: '421 too many connections' }, 'MailDeferredError'],
  ['refuses the sender', { MAIL: '550 who are you' }, 'MailRefusedError'],
  ['puts the sender off', { MAIL: '451 later' }, 'MailDeferredError'],
  ['refuses every recipient', { RCPT: '550 no such user' }, 'MailRefusedError'],
  ['puts every recipient off', { RCPT: '450 greylisted' }, 'MailDeferredError'],
  ['hangs up before the message', { DATA: null }, 'MailDeferredError'],
  ['refuses the message', { DOT: '554 too long' }, 'MailRefusedError'],
  ['puts the message off', { DOT: '452 disk full' }, 'MailDeferredError'],
  ['hangs up after the message', { DOT: null }, 'MailUncertainError'],
] as const)('a server that %s', async (_, answers, name) => {
  const port = await scripted({ ...WELL, ...answers });

  await expect(mailerOf(port, { tls: 'none' }).send(message)).rejects.toMatchObject({ name });
});

test.each([
  ['does not greet', { GREETING: undefined }, 'MailDeferredError'],
  ['hangs before the message', { DATA: undefined }, 'MailDeferredError'],
  ['hangs after the message', { DOT: undefined }, 'MailUncertainError'],
] as const)('a server that %s is not waited for without end', async (_, answers, name) => {
  const port = await scripted({ ...WELL, ...answers });
  const timeouts = { connection: 1000, greeting: 1000, silence: 1000, whole: 10_000 };

  const sending = smtpMailer({ host: '127.0.0.1', port, tls: 'none' }, { timeouts }).send(message);

  await expect(sending).rejects.toMatchObject({ name });
});

test('a server that hangs up in the middle of the message has not taken it', async () => {
  const port = await scripted({ ...WELL, LINE: null });

  const sending = mailerOf(port, { tls: 'none' }).send({
    ...message,
    raw: Buffer.alloc(20_000_000, 'x\r\n'),
  });

  await expect(sending).rejects.toMatchObject({ name: 'MailDeferredError' });
});

test('a server that never says goodbye keeps nobody waiting', async () => {
  const port = await scripted({ ...WELL, QUIT: undefined });

  expect(await mailerOf(port, { tls: 'none' }).send(message)).toEqual({});
});

test('a server that never ends its answer keeps nobody waiting', async () => {
  const port = await scripted({ ...WELL, RCPT: Array(20).fill('250-still here').join('\r\n') });
  const dripping = smtpMailer(
    { host: '127.0.0.1', port, tls: 'none' },
    { timeouts: { ...timeouts, silence: 5000, whole: 300 } },
  );

  await expect(dripping.send(message)).rejects.toMatchObject({
    name: 'MailDeferredError',
    message: expect.stringContaining('not done after 0.3 seconds'),
  });
});

test('a message that is larger than the server takes is refused, not sent every day again', async () => {
  const { port, sent } = await started({ size: 10 });

  await expect(mailerOf(port).send(message)).rejects.toMatchObject({ name: 'MailRefusedError' });
  expect(sent).toEqual([]);
});

test('says for whom the message was not taken', async () => {
  const { port, sent } = await started({
    onRcptTo({ address }, _, callback) {
      callback(
        address.startsWith('two') ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null,
      );
    },
  });

  expect(await mailerOf(port).send(message)).toEqual({ notFor: 'two@example.com (550 no such user)' });
  expect(sent).toMatchObject([{ to: ['one@example.com'] }]);
});
