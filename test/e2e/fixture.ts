import { join } from 'node:path';
import { writeSample } from '../../src/cli/write-sample.ts';
import { emptyDirectory } from '../logs.ts';
import { type Account, type AccountOptions, openAccount } from './account.ts';
import { type Packaged, readPackaged } from './packaged.ts';

/** The first and the last day with logs are 2025-10-29 and 2025-10-31. */
export async function sampleLogs(): Promise<string> {
  const logs = join(await emptyDirectory(), 'logs');
  await writeSample({ out: logs, days: 3, events: 2000, seed: 1, files: 100 });
  return logs;
}

/** The stack as `npm run package` left it, unless another is given; closed when the tests of the file have run. */
export async function openStack(options: AccountOptions, packaged?: Packaged): Promise<Account> {
  const account = await openAccount(packaged ?? (await readPackaged(await emptyDirectory())), options);
  opened.push(account);
  return account;
}

const opened: Account[] = [];
afterAll(() => Promise.all(opened.map((account) => account.close())));
