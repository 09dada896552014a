import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An exception of the service, as a client sees it. */
export class ServiceError extends Error {
  constructor(
    override readonly name: string,
    message: string,
    readonly fields: Record<string, unknown> = {},
    readonly status = 400,
  ) {
    super(message);
  }
}

/**
 * `disconnect`: the connection ends, nothing happened; `disconnect-after`: the call took effect, its answer is lost;
 * `malformed`: likewise, but the answer is no JSON; `hang`: nothing happened and no answer comes. A function is called
 * when the call has taken effect and before it is answered.
 */
export type CallFault =
  | ServiceError
  | 'disconnect'
  | 'disconnect-after'
  | 'malformed'
  | 'hang'
  | (() => void);

export interface ServiceCall {
  operation: string;
  input: Record<string, unknown>;
}

export type Operations = Readonly<Record<string, (input: never) => object | Promise<object>>>;

export interface JsonService {
  url: string;
  /** every call so far, faulty ones too */
  calls: ServiceCall[];
  /** The next calls of the operation fail. */
  failCalls(operation: string, fault: CallFault, times?: number): void;
  close(): Promise<void>;
}

/**
 * Serves operations over HTTP as an AWS service does that speaks JSON 1.1.
 *
 * @see https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
 */
export async function serveJson(operations: Operations): Promise<JsonService> {
  const calls: ServiceCall[] = [];
  const faults: { operation: string; fault: CallFault }[] = [];
  const nextFault = (operation: string) => {
    const at = faults.findIndex((candidate) => candidate.operation === operation);
    return at < 0 ? undefined : faults.splice(at, 1)[0]?.fault;
  };

  const server = createServer(async (request, response) => {
    const call = await callOf(request);
    calls.push(call);
    const fault = nextFault(call.operation);
    if (fault === 'hang') return;
    if (fault === 'disconnect') return void request.socket.destroy();
    if (fault instanceof ServiceError) return respondError(response, fault);
    try {
      const output = await perform(operations, call);
      if (typeof fault === 'function') fault();
      if (fault === 'disconnect-after') return void request.socket.destroy();
      respond(response, 200, fault === 'malformed' ? '<html>' : JSON.stringify(output));
    } catch (error) {
      respondError(response, error);
    }
  });
  keepConnections(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    failCalls: (operation, fault, times = 1) =>
      void faults.push(...Array.from({ length: times }, () => ({ operation, fault }))),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** An idle connection stays: a call on one that just then ends would fail, which is more likely on a slow machine. */
export function keepConnections(server: Server): void {
  server.keepAliveTimeout = 0;
}

async function callOf(request: IncomingMessage): Promise<ServiceCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
  return { operation, input: JSON.parse(Buffer.concat(chunks).toString() || '{}') };
}

async function perform(operations: Operations, { operation, input }: ServiceCall): Promise<object> {
  const handle = operations[operation];
  if (!handle) throw new ServiceError('UnknownOperationException', `no operation ${operation}`);
  return handle(input as never);
}

function respondError(response: ServerResponse, error: unknown): void {
  const { name, message, fields, status } =
    error instanceof ServiceError
      ? error
      : new ServiceError('InternalServerException', String(error), {}, 500);
  respond(response, status, JSON.stringify({ __type: name, Message: message, ...fields }));
}

function respond(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(body);
}
