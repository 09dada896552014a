import { chooseAttachments } from '../../src/mail/attachments.ts';
import { composeMessage } from '../../src/mail/mime.ts';
import { messageInput } from './inputs.ts';

const FILES = [
  { file: 'large.csv', bytes: 3_000_000 },
  { file: 'small.csv', bytes: 1_000 },
  { file: 'middle.csv', bytes: 600_000 },
];

test('attaches all files that fit', () => {
  const chosen = chooseAttachments(FILES, { maxBytes: 9_000_000, bodyBytes: 100_000 });
  expect([...chosen]).toEqual(['large.csv', 'small.csv', 'middle.csv']);
});

test('attaches the smallest first', () => {
  const chosen = chooseAttachments(FILES, { maxBytes: 1_000_000, bodyBytes: 100_000 });
  expect([...chosen]).toEqual(['small.csv', 'middle.csv']);
});

test('attaches nothing when the body alone fills the message', () => {
  expect(chooseAttachments(FILES, { maxBytes: 100_000, bodyBytes: 100_000 }).size).toBe(0);
});

test('the message with the chosen files is not larger than allowed', async () => {
  const compose = (files: { file: string; bytes: number }[]) =>
    composeMessage(
      messageInput({
        attachments: files.map(({ file, bytes }) => ({
          filename: file,
          contentType: 'text/csv; charset=utf-8',
          content: new Uint8Array(bytes),
        })),
      }),
    );
  const files = Array.from({ length: 40 }, (_, at) => ({ file: `report-${at}.csv`, bytes: 1_000 * at }));
  const size = { maxBytes: 500_000, bodyBytes: (await compose([])).length };
  const chosen = chooseAttachments(files, size);
  expect(chosen.size).toBeGreaterThan(10);
  expect((await compose(files.filter(({ file }) => chosen.has(file)))).length).toBeLessThanOrEqual(
    size.maxBytes,
  );
});
