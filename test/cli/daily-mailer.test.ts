import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dailyMailer } from '../../src/cli/daily-senders.ts';
import { configSchema } from '../../src/config/config.ts';
import { emptyDirectory } from '../logs.ts';

const mail = { from: 'audit@example.com', to: ['team@example.com'] };
const mailer = (daily: object, environment = {}, changes: object = {}) =>
  dailyMailer(configSchema.parse({ mail: { ...mail, ...changes }, daily }), environment);

test('none is configured: mails are archived only', async () => {
  expect(await mailer({})).toBeUndefined();
});

test.each([
  [{ host: 'smtp.example.com' }, 'smtp.example.com:587'],
  [{ host: 'smtp.example.com', tls: 'implicit' }, 'smtp.example.com:465'],
  [{ host: 'relay', tls: 'none' }, 'relay:25'],
  [{ host: 'relay', port: 2525 }, 'relay:2525'],
])('the server of %j is %s', async (smtp, name) => {
  expect((await mailer({ smtp }))?.name).toBe(name);
});

describe('SES', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  test('needs the credentials and the region of this machine', async () => {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'any', AWS_SECRET_ACCESS_KEY: 'any' });

    expect((await mailer({ ses: { region: 'eu-west-1' } }))?.name).toBe('SES');
  });

  test('without them nothing is started', async () => {
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
    Object.assign(process.env, {
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: '/nowhere',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    });

    await expect(mailer({ ses: {} })).rejects.toMatchObject({
      faults: [
        'config: daily.ses: region: not configured; give daily.ses.region, or set AWS_REGION',
        expect.stringContaining('config: daily.ses: credentials: no AWS credentials found'),
      ],
    });
  });
});

describe('the password', () => {
  const smtp = { host: 'smtp.example.com', user: 'audit' };

  test('is in a file', async () => {
    const passwordFile = join(await emptyDirectory(), 'password');
    await writeFile(passwordFile, 'secret\n');

    expect(await mailer({ smtp: { ...smtp, passwordFile } })).toBeDefined();
  });

  test('is in a variable', async () => {
    expect(await mailer({ smtp: { ...smtp, passwordVariable: 'P' } }, { P: 'secret' })).toBeDefined();
  });

  test.each([
    [
      { passwordFile: '/nowhere/password' },
      'config: daily.smtp.passwordFile: "/nowhere/password" cannot be read: ',
    ],
    [{ passwordVariable: 'P' }, 'config: daily.smtp.passwordVariable: "P" is not set, or empty'],
  ])('is not there: %j', async (place, message) => {
    await expect(mailer({ smtp: { ...smtp, ...place } })).rejects.toThrow(message);
  });
});

test('sender and recipients are to be given', async () => {
  const { from, to } = configSchema.parse({}).mail;

  const making = mailer({ smtp: { host: 'relay' } }, {}, { from, to });

  await expect(making).rejects.toThrow(/config: mail\.from: .* sends no mail: give the sender\n?.*/s);
  await expect(making).rejects.toThrow(/config: mail\.to: .* gets no mail: give the recipients/s);
});

test.each([
  [{ smtp: { host: 'relay' }, ses: {} }, 'give smtp or ses, not both'],
  [{ smtp: { host: 'relay', user: 'audit' } }, 'give one of passwordFile and passwordVariable with it'],
  [
    { smtp: { host: 'relay', passwordVariable: 'P' } },
    'give the user of the password, or remove the password',
  ],
  [
    { smtp: { host: 'relay', tls: 'none', user: 'audit', passwordVariable: 'P' } },
    'give starttls or implicit: a password is not sent in the clear',
  ],
  [{ smtp: { host: 'relay', port: 0 } }, 'give a port, 1 to 65535'],
  [{ smtp: { host: 'smtp://relay' } }, 'give the name or the address of an SMTP server'],
])('%j: %s', (daily, message) => {
  expect(() => configSchema.parse({ daily })).toThrow(message);
});
