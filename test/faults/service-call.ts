import type { IncomingHttpHeaders } from 'node:http';

export type Service = 's3' | 'ses' | 'athena' | 'stepFunctions';

/** A call of a function to a service, as the service sees it. */
export interface ServiceCall {
  /** name in serverless.yml of the function that calls */
  caller: string;
  /** of its process */
  pid: number;
  service: Service;
  /** `GetObject` */
  operation: string;
  /** of S3 */
  bucket?: string;
  /** of S3: of an object, or what the keys of a list begin with */
  key?: string;
  /** of the services that speak JSON */
  input?: Record<string, unknown>;
}

export interface Request {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export function callOf(service: Service, request: Request): ServiceCall {
  // https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html
  const agent = String(request.headers['user-agent']);
  const [, caller = '', pid = ''] = /\bapp\/(\w+)-(\d+)/.exec(agent) ?? [];
  return { caller, pid: Number(pid), service, ...(service === 's3' ? s3Call(request) : jsonCall(request)) };
}

function jsonCall({ headers, body, url }: Request) {
  const input = JSON.parse(body.toString() || '{}');
  const target = String(headers['x-amz-target'] ?? '').split('.')[1];
  return { operation: target ?? (url.startsWith('/v2/email/outbound-emails') ? 'SendEmail' : url), input };
}

function s3Call({ method, url }: Request) {
  const { pathname, searchParams: query } = new URL(url, 'http://s3');
  const [bucket = '', ...key] = decodeURIComponent(pathname).slice(1).split('/');
  const isList = query.has('list-type');
  return {
    operation: isList ? 'ListObjectsV2' : objectOperation(method, query),
    bucket,
    key: isList ? (query.get('prefix') ?? '') : key.join('/'),
  };
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
function objectOperation(method: string, query: URLSearchParams): string {
  if (method === 'POST') return query.has('uploads') ? 'CreateMultipartUpload' : 'CompleteMultipartUpload';
  if (method === 'DELETE') return query.has('uploadId') ? 'AbortMultipartUpload' : 'DeleteObject';
  if (method === 'PUT') return query.has('uploadId') ? 'UploadPart' : 'PutObject';
  return method === 'HEAD' ? 'HeadObject' : 'GetObject';
}
