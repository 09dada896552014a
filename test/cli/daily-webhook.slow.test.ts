import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dailyNotifier } from '../../src/cli/daily-senders.ts';
import { configSchema } from '../../src/config/config.ts';
import type { Notifier } from '../../src/ports.ts';
import { NOTIFIED } from '../../src/run/notified.ts';
import { emptyDirectory } from '../logs.ts';
import { audit } from './audit.ts';
import { call, deferred, logs } from './call-daily.ts';

const notifierOf = (webhook: object, environment: Record<string, string> = {}) =>
  dailyNotifier(configSchema.parse({ daily: { webhook } }), environment);

test('none is configured: nothing is posted', async () => {
  expect(await dailyNotifier(configSchema.parse({}))).toBeUndefined();
});

test('the URL is in a file or a variable', async () => {
  const urlFile = join(await emptyDirectory(), 'url');
  await writeFile(urlFile, 'https://hooks.example.com/T000/5ecret\n');

  expect(await notifierOf({ format: 'slack', urlFile })).toMatchObject({
    name: 'hooks.example.com',
    format: 'slack',
  });
  expect(
    await notifierOf({ format: 'teams', urlVariable: 'U' }, { U: 'http://localhost:8080/x' }),
  ).toMatchObject({
    name: 'localhost:8080',
  });
});

test.each([
  'http://hooks.example.com/5ecret',
  'ftp://localhost/5ecret',
  '5ecret',
  'http://localhost.example/5ecret',
])('refuses %s, and does not show it', async (U) => {
  const making = notifierOf({ format: 'json', urlVariable: 'U' }, { U });

  await expect(making).rejects.toThrow(
    'daily.webhook.urlVariable: must hold a URL that begins with https://',
  );
  await expect(making).rejects.not.toThrow('5ecret');
});

test('names all that is not there', async () => {
  await expect(
    notifierOf({ format: 'json', urlVariable: 'U', secretFile: '/nowhere/secret' }),
  ).rejects.toMatchObject({
    faults: [
      'config: daily.webhook.urlVariable: "U" is not set, or empty: it must hold the secret',
      expect.stringContaining('config: daily.webhook.secretFile: "/nowhere/secret" cannot be read'),
    ],
  });
});

test.each([
  [{ format: 'irc', urlVariable: 'U' }, 'give slack, teams, json'],
  [{ format: 'json' }, 'give one of urlFile and urlVariable'],
  [{ format: 'json', urlVariable: 'U', urlFile: 'f' }, 'give one of urlFile and urlVariable'],
  [{ format: 'slack', urlVariable: 'U', secretVariable: 'S' }, 'is for the format json alone; remove it'],
])('%j: %s', (webhook, message) => {
  expect(() => configSchema.parse({ daily: { webhook } })).toThrow(message);
});

describe('daily', () => {
  const posted: string[] = [];
  const notifier = (outcome?: Error): Notifier => ({
    name: 'hooks.example.com',
    format: 'json',
    post: async (body) => {
      posted.push(body);
      if (outcome) throw outcome;
    },
  });

  test('posts one message a run, also where the mail was not sent, and the archive is whole', async () => {
    const out = await emptyDirectory();

    const first = await call({ out, now: '2026-11-02T07:05:00Z', fail: [deferred()], notifier: notifier() });
    await call({ out, now: '2026-11-02T08:05:00Z', notifier: notifier() });

    expect(first.errors).toEqual([]);
    expect(posted.splice(0).map((body) => JSON.parse(body))).toMatchObject([
      { version: 1, mail: 'deferred', subject: expect.stringContaining('CloudTrail audit') },
    ]);
    expect(await audit(['verify', out])).toMatchObject({ status: 0 });

    const [notified = ''] = (await readdir(out, { recursive: true })).filter((name) =>
      name.endsWith(NOTIFIED),
    );
    await writeFile(join(out, notified), '{"version": 1, "hidden": "anything"}');
    expect(await audit(['verify', out])).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('notified.json is not the record of a message'),
    });
  });

  test('names what is wrong with mail and webhook in one answer, before a run', async () => {
    const out = await emptyDirectory();
    const settings = join(await emptyDirectory(), 'audit.json');
    const smtp = { host: 'relay', user: 'audit', passwordVariable: 'NOT_SET_1' };
    const webhook = { format: 'slack', urlVariable: 'NOT_SET_2' };
    const mail = { from: 'audit@example.com', to: ['team@example.com'] };
    await writeFile(settings, JSON.stringify({ mail, daily: { smtp, webhook } }));

    const called = await audit(['daily', '--logs', logs, '--out', out, '--config', settings]);

    expect(called).toMatchObject({ status: 2, stderr: expect.stringMatching(/NOT_SET_1.*NOT_SET_2/s) });
    expect(await readdir(out)).toEqual([]);
  });

  test('a webhook that fails is a warning, and costs nothing else', async () => {
    const out = await emptyDirectory();

    const called = await call({
      out,
      now: '2026-11-02T07:05:00Z',
      notifier: notifier(new Error('hooks.example.com answered 500')),
    });

    expect(called).toMatchObject({
      well: true,
      sent: [expect.anything()],
      errors: [
        expect.stringMatching(
          /^warning: the message of scheduled-.* was not posted: hooks.example.com answered 500/,
        ),
      ],
    });
  });
});
