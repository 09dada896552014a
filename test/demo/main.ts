/** The packaged stack on this machine, for a person to look at. `--once`: one run, and no more. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSample } from '../../src/cli/write-sample.ts';
import { SAMPLE_DEFAULTS } from '../../src/sample/sample-options.ts';
import { type Account, openAccount } from '../e2e/account.ts';
import type { StartedRun } from '../e2e/outcome.ts';
import { readPackaged } from '../e2e/packaged.ts';
import { startLambdaEndpoint } from './lambda-endpoint.ts';

// The sample's last day is the one before.
const DUE = '2025-11-01T07:00:00Z';

// Node.js 20 is enough to look at it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

const say = (...lines: string[]) => process.stdout.write(`${lines.join('\n')}\n`);

const scratch = await mkdtemp(join(tmpdir(), 'demo-aws-'));
try {
  await demo();
} finally {
  await rm(scratch, { recursive: true, force: true });
}

async function demo(): Promise<void> {
  const logs = join(scratch, 'logs');
  const bundles = join(scratch, 'bundles');
  await mkdir(bundles);
  const { files, events } = await writeSample({ ...SAMPLE_DEFAULTS, out: logs });
  const account = await openAccount(await readPackaged(bundles), { logs });
  const api = await startLambdaEndpoint(account.lambda);
  say(`${events} events in ${files} log files lie in s3://${account.packaged.logs.bucket}`);
  try {
    await scheduledRun(account);
    if (process.argv.includes('--once')) return;
    sayHowToGoOn(account, api.url);
    await interrupted();
  } finally {
    await api.close();
    await account.close();
  }
}

async function scheduledRun(account: Account): Promise<void> {
  say(`EventBridge Scheduler: a run is due at ${DUE}`);
  const { output, error } = await account.schedule.deliver(DUE);
  if (error) throw new Error(`${error.errorType}: ${error.errorMessage}`);
  await account.settled();
  const { archive } = output as StartedRun;
  const [execution] = account.stepFunctions.executions;
  say(`Step Functions: ${execution?.name} ${execution?.status}`, '', `Archive: ${archive}`);
  const { archiveBucket, buckets, s3, ses } = account;
  for (const key of await buckets.keys(archiveBucket)) say(`  ${s3.url}/${archiveBucket}/${key}`);
  say('', `Mail: ${ses.url}`);
}

function sayHowToGoOn({ lambda, startFunction }: Account, api: string): void {
  const name = lambda.functions.get(startFunction)?.name;
  const request = '{"from":"2025-10-30","to":"2025-10-31","timezone":"Asia/Tokyo"}';
  say(
    '',
    'Run it again, for a range:',
    `  curl ${api}/2015-03-31/functions/${name}/invocations -d '${request}'`,
    '',
    'Ctrl-C ends it.',
  );
}

async function interrupted(): Promise<void> {
  await new Promise((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
  });
}
