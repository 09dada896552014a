import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ServiceError } from './json-service.ts';

/**
 * What is answered, by operation: `GetSchedule`, and of SES's identities each by its name, `GetEmailIdentity example.com`.
 * Of what is absent it is said that there is none.
 */
export type SetupAnswers = Record<string, object | ServiceError>;

export interface SetupEndpoint {
  url: string;
  answers: SetupAnswers;
  /** operations that were called, in their order */
  calls: string[];
  close(): Promise<void>;
}

/** STS, SES, Step Functions and what else the stack consists of, on this machine, as far as they tell how they are set up. */
export async function startSetupEndpoint(answers: SetupAnswers): Promise<SetupEndpoint> {
  const calls: string[] = [];
  const server = createServer(async (request, response) => {
    const operation = await operationOf(request);
    calls.push(operation);
    const answer =
      answers[operation] ??
      ABSENT[operation.split(' ')[0] ?? ''] ??
      new ServiceError('UnknownOperation', operation);
    respond(response, operation, answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    calls,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const ABSENT: SetupAnswers = {
  GetEmailIdentity: new ServiceError('NotFoundException', 'Email identity does not exist.', {}, 404),
  GetConfigurationSet: new ServiceError('NotFoundException', 'Configuration set does not exist.', {}, 404),
  GetSchedule: new ServiceError('ResourceNotFoundException', 'Schedule does not exist.', {}, 404),
  GetFunctionConfiguration: new ServiceError('ResourceNotFoundException', 'Function not found.', {}, 404),
  GetQueueUrl: new ServiceError('com.amazonaws.sqs#QueueDoesNotExist', 'The queue does not exist.'),
  DescribeRule: new ServiceError('ResourceNotFoundException', 'Rule does not exist.'),
  DescribeAlarms: { MetricAlarms: [] },
  DescribeTrails: { trailList: [] },
  DescribeKey: new ServiceError('NotFoundException', 'Key does not exist.'),
  ListSubscriptionsByTopic: new ServiceError('NotFound', 'Topic does not exist', {}, 404),
  DescribeStateMachine: new ServiceError('StateMachineDoesNotExist', 'State Machine Does Not Exist'),
  ListExecutions: new ServiceError('StateMachineDoesNotExist', 'State Machine Does Not Exist'),
};

/** Each protocol names the operation elsewhere: in a header, in a form, in the path. */
async function operationOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const target = request.headers['x-amz-target'];
  if (target) return String(target).split('.').at(-1) ?? '';
  const [path = ''] = (request.url ?? '').split('?');
  if (path === '/v2/email/account') return 'GetAccount';
  if (path.startsWith('/v2/email/identities/'))
    return `GetEmailIdentity ${decodeURIComponent(path.split('/').at(-1) ?? '')}`;
  if (path.startsWith('/v2/email/configuration-sets/')) return 'GetConfigurationSet';
  if (path.startsWith('/schedules/')) return 'GetSchedule';
  if (path.startsWith('/2015-03-31/functions/')) return 'GetFunctionConfiguration';
  return new URLSearchParams(Buffer.concat(chunks).toString()).get('Action') ?? path;
}

function respond(response: ServerResponse, operation: string, answer: object | ServiceError): void {
  if (QUERY_PROTOCOL.includes(operation)) {
    respondXml(response, operation, answer);
    return;
  }
  const isError = answer instanceof ServiceError;
  const body = isError ? { __type: answer.name, message: answer.message } : answer;
  response.writeHead(isError ? answer.status : 200, {
    'content-type': 'application/json',
    ...(isError && { 'x-amzn-errortype': answer.name }),
  });
  response.end(JSON.stringify(body));
}

/** STS and SNS speak the query protocol: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html */
const QUERY_PROTOCOL = ['GetCallerIdentity', 'ListSubscriptionsByTopic', 'GetSubscriptionAttributes'];

function respondXml(response: ServerResponse, operation: string, answer: object | ServiceError): void {
  const isError = answer instanceof ServiceError;
  response.writeHead(isError ? answer.status : 200, { 'content-type': 'text/xml' });
  response.end(
    isError
      ? `<ErrorResponse><Error><Type>Sender</Type>${fields({ Code: answer.name, Message: answer.message })}</Error></ErrorResponse>`
      : `<${operation}Response><${operation}Result>${fields(answer)}</${operation}Result></${operation}Response>`,
  );
}

function fields(of: object): string {
  return Object.entries(of)
    .map(([name, value]) => {
      const content = Array.isArray(value)
        ? value.map((item) => `<member>${fields(item)}</member>`).join('')
        : typeof value === 'object'
          ? Object.entries(value)
              .map(([key, item]) => `<entry>${fields({ key, value: item })}</entry>`)
              .join('')
          : value;
      return `<${name}>${content}</${name}>`;
    })
    .join('');
}
