import { gzipSync } from 'node:zlib';
import { LogTooLargeError, logText } from '../../src/log-files/log-text.ts';

const text = JSON.stringify({ Records: Array(5000).fill({ eventName: 'GetObject' }) });

/** A gzip file that says that its text has so many bytes. */
function saying(size: number, content = text): Buffer {
  const file = gzipSync(content);
  file.writeUInt32LE(size, file.length - 4);
  return file;
}

test('a small file has a small buffer', () => {
  // Node allocates buffers of a few kilobytes together: this one is larger.
  expect(logText(gzipSync(text)).buffer.byteLength).toBeLessThan(text.length * 2);
});

test.each([
  ['more', saying(text.length * 4)],
  ['less', saying(text.length / 2)],
  ['nothing', saying(0)],
  ['four gigabytes', saying(2 ** 32 - 1)],
])('a file that says that its text has %s is damaged, as gzip has it', (_, file) => {
  expect(() => logText(file)).toThrow('incorrect length check');
});

test.each([1, 2, 3, 50])('%i members in a row are one text', (members) => {
  const length = Math.ceil(text.length / members);
  const parts = Array.from({ length: members }, (_, i) => gzipSync(text.slice(i * length, (i + 1) * length)));
  expect(logText(Buffer.concat(parts)).toString()).toBe(text);
});

test('a text that is larger than it may be is refused', () => {
  expect(() => logText(gzipSync(' '.repeat(2 ** 20)), 2 ** 19)).toThrow(LogTooLargeError);
});

test('bytes that do not compress are read', () => {
  const random = Array.from({ length: 500 }, (_, i) => Math.sin(i).toString(36)).join('');
  const log = JSON.stringify({ Records: [{ eventName: random }] });
  expect(logText(gzipSync(log, { level: 0 })).toString()).toBe(log);
});
