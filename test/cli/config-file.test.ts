import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { readConfig } from '../../src/cli/config-file.ts';
import { emptyDirectory } from '../logs.ts';

test('a setting that was taken away is ignored, with a notice on standard error', async () => {
  const file = join(await emptyDirectory(), 'audit.json');
  await writeFile(file, '{"limits":{"queryAttempts":5,"days":30}}');
  const error = jest.spyOn(console, 'error').mockImplementation(() => {});
  try {
    expect((await readConfig(file)).limits).toEqual({ days: 30 });
    expect(error.mock.calls).toEqual([
      [`notice: config: ${file}: limits.queryAttempts: no longer a setting; remove it`],
    ]);
  } finally {
    error.mockRestore();
  }
});
