import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An S3 that takes uploads and has nothing: what is left is the cost of sending. */
export async function startNullS3(): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('ETag', '"etag"');
      if (request.method === 'GET') response.statusCode = 404;
      response.end(answerTo(request));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerTo({ method, url = '' }: IncomingMessage): string {
  if (method === 'GET') return '<Error><Code>NoSuchKey</Code></Error>';
  if (method !== 'POST') return '';
  return url.includes('uploads')
    ? '<InitiateMultipartUploadResult><UploadId>upload</UploadId></InitiateMultipartUploadResult>'
    : '<CompleteMultipartUploadResult><ETag>"etag"</ETag></CompleteMultipartUploadResult>';
}
