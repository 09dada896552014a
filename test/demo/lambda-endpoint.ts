import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from '../e2e/lambda-environment.ts';
import type { LambdaHost } from '../e2e/lambda-host.ts';

export interface LambdaEndpoint {
  url: string;
  close(): Promise<void>;
}

/**
 * Takes calls of functions as the Lambda API does, from the AWS CLI or from curl, and answers when the function has.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export async function startLambdaEndpoint(host: LambdaHost): Promise<LambdaEndpoint> {
  const server = createServer(async (request, response) => {
    const [, name] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
    const found = [...host.functions.values()].find((it) => it.name === name || it.arn === name);
    const respond = (status: number, body: unknown, headers = {}) =>
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(shown(body));
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const event = parsed(Buffer.concat(chunks).toString());
    if (!found) return void respond(404, { Type: 'User', Message: `Function not found: ${name}` });
    if (!event) return void respond(400, { Type: 'User', Message: 'Could not parse request body into json' });
    const answer: Answer = await host.invoke(found.arn, event.value);
    if (answer.error) return void respond(200, answer.error, { 'x-amz-function-error': 'Unhandled' });
    respond(200, answer.output);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function parsed(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text || 'null') };
  } catch {
    return undefined;
  }
}

function shown(body: unknown): string {
  return `${JSON.stringify(body, null, 2)}\n`;
}
