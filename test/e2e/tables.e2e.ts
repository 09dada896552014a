import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyDirectory } from '../logs.ts';
import type { AccountOptions } from './account.ts';
import { openStack, sampleLogs } from './fixture.ts';
import { oneMachineRun } from './one-machine.ts';
import { csvsOf, mailsOf, runToEnd } from './outcome.ts';
import { type Packaged, packageChanged } from './packaged.ts';

interface Case {
  name: string;
  /** rewrites serverless.yml */
  settings: (yaml: string) => string;
  options?: Omit<AccountOptions, 'logs'>;
  logs?: () => Promise<string>;
  /** of the run: the logs hold accounts and regions that the older tables do not */
  warnings: string[];
}

const partitions = (columns: string) => (yaml: string) =>
  yaml.replace(/partitions: \{.*\}/, `partitions: { ${columns} }`);

const CASES: Case[] = [
  {
    name: 'a table over one region of one account, partitioned by timestamp',
    settings: partitions('day: timestamp'),
    options: { covers: { accounts: ['444455556666'], regions: ['ap-northeast-1'] } },
    warnings: ['not-projected'],
  },
  {
    name: 'a table over one region of many accounts, partitioned by account and date',
    settings: partitions('day: date, account: account'),
    options: { covers: { regions: ['ap-northeast-1'] } },
    warnings: ['not-projected'],
  },
  {
    name: 'a workgroup and an archive of the team, and an organization’s logs below a prefix',
    settings: (yaml) =>
      yaml
        .replace(/scanLimitBytes: .*/, 'workgroup: team\n      results: s3://team-results/audit/')
        .replace(/retentionDays: .*/, 'bucket: team-archive')
        .replace('prefix: ""', 'prefix: trails/company/'),
    options: { workgroups: { team: {} }, buckets: ['team-results', 'team-archive'] },
    logs: organizationLogs,
    warnings: [],
  },
];

const packaged = new Map<string, Packaged>();
beforeAll(async () => {
  const packagings = CASES.map(async ({ name, settings }) => {
    packaged.set(name, await packageChanged(await emptyDirectory(), settings));
  });
  await Promise.all(packagings);
});

test.each(CASES)(
  '$name: the settings are all that it takes, and the CSVs are those of one machine',
  async ({ name, options = {}, logs: makeLogs = sampleLogs, warnings }) => {
    const logs = await makeLogs();
    const account = await openStack({ logs, ...options }, packaged.get(name));
    const request = { from: '2025-10-30', to: '2025-10-31' };

    const run = await runToEnd(account.start(request), account);

    const { config } = account.packaged;
    const oneMachine = await oneMachineRun(config, { logs, ...request, ...options.covers });
    expect(run.manifest?.warnings.map(({ code }) => code)).toEqual(warnings);
    expect(run.manifest?.logs).toEqual(oneMachine.manifest?.logs);
    expect(run.manifest?.reports.reduce((sum, { rows = 0 }) => sum + rows, 0)).toBeGreaterThan(0);
    expect(csvsOf(run)).toEqual(csvsOf(oneMachine));
    expect(await mailsOf(run.runId, account)).toHaveLength(1);
  },
);

async function organizationLogs(): Promise<string> {
  const [logs, accounts] = [await emptyDirectory(), join(await sampleLogs(), 'AWSLogs')];
  await mkdir(join(logs, 'AWSLogs'));
  await rename(accounts, join(logs, 'AWSLogs/o-a1b2c3d4e5'));
  return logs;
}
