import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { webhookNotifier } from '../../../src/adapters/local/webhook.ts';

const now = () => '2026-11-22T07:00:00.900Z';
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server that answers as told, and what it got. */
async function started(answer: (response: ServerResponse) => void) {
  const got: { url: string | undefined; body: string; headers: IncomingMessage['headers'] }[] = [];
  const server = createServer(async (request, response) => {
    got.push({ url: request.url, body: await text(request), headers: request.headers });
    answer(response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { got, host: `127.0.0.1:${port}`, url: new URL(`http://127.0.0.1:${port}/T000/5ecret-path`) };
}

const notifier = (url: URL, options: { secret?: string; timeout?: number } = {}) =>
  webhookNotifier({ url, format: 'json', now, ...options });

test('posts JSON', async () => {
  const { got, url, host } = await started((response) => response.end('ok'));
  const { name, post } = notifier(url);

  await post('{"a":"監"}');

  expect(name).toBe(host);
  expect(got).toMatchObject([{ url: '/T000/5ecret-path', body: '{"a":"監"}' }]);
  expect(got[0]?.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8' });
  expect(got[0]?.headers).not.toHaveProperty('x-audit-signature');
});

test('signs time and body', async () => {
  const { got, url } = await started((response) => response.writeHead(202).end());

  await notifier(url, { secret: 's3cret' }).post('{"a":"監"}');

  const seconds = Date.parse('2026-11-22T07:00:00Z') / 1000;
  const hash = createHmac('sha256', 's3cret').update(`${seconds}.{"a":"監"}`).digest('hex');
  expect(got[0]?.headers['x-audit-signature']).toBe(`t=${seconds},v1=${hash}`);
});

test.each<[string, (response: ServerResponse) => void, string]>([
  ['an error', (response) => response.writeHead(500).end('invalid_blocks'), 'answered 500: invalid_blocks'],
  ['no access', (response) => response.writeHead(403).end(), 'answered 403'],
  ['a hang-up', (response) => response.destroy(), 'other side closed'],
  ['a hang', () => {}, 'no answer within 1 seconds: it may have arrived'],
  ['an answer without an end', (response) => response.writeHead(500).write('half'), 'answered 500: half'],
])('%s is an error that names the host, and not the URL, which is a secret', async (_, answer, message) => {
  const { got, url, host } = await started(answer);

  const posting = notifier(url, { timeout: 1000 }).post('{}');

  await expect(posting).rejects.toThrow(message);
  await expect(posting).rejects.toThrow(host);
  await expect(posting).rejects.not.toThrow('5ecret');
  expect(got).toHaveLength(1);
});

test('does not follow a redirect', async () => {
  const other = await started((response) => response.end());
  const { url } = await started((response) => response.writeHead(307, { location: other.url.href }).end());

  await expect(notifier(url).post('{}')).rejects.toThrow('answered 307, a redirect, which is not followed');
  expect(other.got).toEqual([]);
});

test('a host that cannot be reached is named', async () => {
  const { url, host } = await started(() => {});
  for (const end of ends.splice(0)) end();

  await expect(notifier(url).post('{}')).rejects.toThrow(`${host}: connect ECONNREFUSED`);
});
