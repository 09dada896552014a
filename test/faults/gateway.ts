/** Stands before a service, and lets calls of functions fail. */
import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { HangingCall } from '../e2e/lambda-environment.ts';
import { keepConnections } from '../endpoints/json-service.ts';
import { type ErrorAnswer, errorAnswer, type Fault } from './fault.ts';
import { callOf, type Request, type Service, type ServiceCall } from './service-call.ts';

export interface Gateway {
  url: string;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

export interface Interference {
  /** Says how a call is to fail, if it is. */
  faultOf(call: ServiceCall): Fault | undefined;
  /** Called when a call gets no answer, or no more of it. */
  onHang(pid: number, call: HangingCall): void;
}

export async function startGateway(
  service: Service,
  url: string,
  { faultOf, onHang }: Interference,
): Promise<Gateway> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer(async (incoming, response) => {
    const { method = 'GET', url: path = '/', headers } = incoming;
    // Whoever was killed does not send its request to the end.
    const body = await buffer(incoming).catch(() => undefined);
    if (!body) return;
    const request: Request = { method, url: path, headers, body };
    const call = callOf(service, request);
    const { socket } = incoming;
    const pass = () => forwarded(request, url, agent);
    const hang = () => onHang(call.pid, { port: socket.remotePort ?? 0, bytes: socket.bytesWritten });
    const fault = faultOf(call);
    try {
      if (fault) await fail(fault, { call, pass, hang, response });
      else respond(response, await pass());
    } catch {
      // The service broke off, as it does with a caller of its own.
      response.destroy();
    }
  });
  keepConnections(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface FailingCall {
  call: ServiceCall;
  /** lets the call take effect */
  pass(): Promise<Answer>;
  /** says that nothing more is sent */
  hang(): void;
  response: ServerResponse;
}

async function fail(fault: Fault, { call, pass, hang, response }: FailingCall): Promise<void> {
  const error = errorAnswer(fault, call);
  if (error) return respond(response, errorOf(error, call));
  if (fault === 'hangs') return hang();
  if (fault === 'cut') return void response.destroy();
  const answer = await pass();
  if (fault === 'malformed') return respond(response, PROXY_PAGE);
  if (fault === 'answer cut') return begin(response, answer, () => response.destroy());
  if (fault === 'answer hangs') return begin(response, answer, hang);
  kill(call.pid);
  response.destroy();
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // By another of its calls.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const PROXY_PAGE: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('<html><body>Please sign in to the network</body></html>'),
};

function forwarded(
  { method, url: path, headers, body }: Request,
  url: string,
  agent: Agent,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const outgoing = send({ hostname, port, method, path, headers, agent }, async (incoming) => {
      const { statusCode: status = 500, headers: received } = incoming;
      resolve({ status, headers: received, body: await buffer(incoming) });
    });
    outgoing.on('error', reject).end(body);
  });
}

function respond(response: ServerResponse, { status, headers, body }: Answer): void {
  const { 'transfer-encoding': _, connection, ...kept } = headers;
  response.writeHead(status, { 'content-length': body.length, ...kept }).end(body);
}

/** Sends the head and half of the body, or, where it has none, nothing. */
function begin(response: ServerResponse, { status, headers, body }: Answer, sent: () => void): void {
  if (body.length < 2) return void sent();
  const { 'transfer-encoding': _, connection, ...kept } = headers;
  response.writeHead(status, { ...kept, 'content-length': body.length });
  response.write(body.subarray(0, Math.floor(body.length / 2)), sent);
}

function errorOf({ status, code, message }: ErrorAnswer, { service }: ServiceCall): Answer {
  if (service === 's3') {
    const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
    return { status, headers: { 'content-type': 'application/xml' }, body: Buffer.from(body) };
  }
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code };
  return { status, headers, body: Buffer.from(JSON.stringify({ __type: code, message, Message: message })) };
}
