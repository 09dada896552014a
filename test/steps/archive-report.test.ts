import { createHash } from 'node:crypto';
import { configSchema } from '../../src/config.ts';
import { ResultError } from '../../src/errors.ts';
import { archiveReport } from '../../src/steps/archive-report.ts';
import { memoryArchive, report, run, scriptedEngine } from './fakes.ts';

const config = configSchema.parse({});
const query = { state: 'succeeded', resultLocation: 'r', scannedBytes: 5, milliseconds: 7 } as const;

async function archived(result?: string) {
  const { archive, files } = memoryArchive();
  const { engine } = scriptedEngine({}, result);
  const outcome = await archiveReport({ run, report, query }, { engine, archive, config }).catch(
    (error) => error,
  );
  return { outcome, files };
}

test('archives the result as a CSV beside its figures', async () => {
  const { files } = await archived();
  expect([...files.keys()]).toEqual(['console-logins.csv', 'console-logins.figures.json']);
});

test('tells rows, bytes and the hash of the CSV as archived', async () => {
  const { outcome, files } = await archived();
  const csv = files.get('console-logins.csv') ?? Buffer.alloc(0);
  expect(outcome).toEqual({
    id: 'console-logins',
    status: 'succeeded',
    rows: 1,
    file: 'console-logins.csv',
    bytes: csv.length,
    sha256: createHash('sha256').update(csv).digest('hex'),
    scannedBytes: 5,
    milliseconds: 7,
  });
});

test('archives a header row where there are no rows', async () => {
  expect((await archived('"username"\n')).files.get('console-logins.csv')?.toString()).toBe(
    '\uFEFF"username"\r\n',
  );
});

test.each([
  ['is cut short', '"username"\n"ali'],
  ['lacks a counted column', '"arn"\n"a"\n'],
])('archives nothing of a result that %s', async (_, result) => {
  const { outcome, files } = await archived(result);
  expect([outcome instanceof ResultError, files.size]).toEqual([true, 0]);
});
