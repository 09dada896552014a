import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

test('npm run demo:aws -- --once makes a run, and says where the mail and the archive are', async () => {
  const tsx = 'node_modules/tsx/dist/cli.mjs';

  const { stdout } = await promisify(execFile)(process.execPath, [tsx, 'test/demo/main.ts', '--once']);

  expect(stdout).toMatch(/^Step Functions: scheduled-20251031T0630Z-20251101T0630Z-\w+ SUCCEEDED$/m);
  expect(stdout).toMatch(/^Mail: http:\/\/127\.0\.0\.1:\d+$/m);
  for (const file of ['console-logins.csv', 'manifest.json', 'message.eml']) expect(stdout).toContain(file);
});
