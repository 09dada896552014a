import { LogReader } from '../../../src/adapters/local/log-files/log-reader.ts';
import { logPath, signIn } from '../../logs.ts';
import { logsOf } from './duckdb/loaded-table.ts';

const run = {
  partitions: { from: '2026/11/21', to: '2026/11/23' },
  window: { from: '2026-11-21T06:30:00Z', to: '2026-11-22T06:30:00Z', timezone: 'UTC' },
  cutoffs: { from: '2026-11-21T06:50:00Z', to: '2026-11-22T06:50:00Z' },
};

async function surveyOf(logs: string) {
  const reader = new LogReader(logs, run);
  while (await reader.nextBatch());
  return reader.survey();
}

test('a file that is not a log file is not counted as one without a time of delivery', async () => {
  const [renamed, notes] = ['renamed.json.gz', 'README.txt'].map((name) => logPath().replace(/[^/]+$/, name));
  const logs = await logsOf([renamed ?? '', [signIn()]], [notes ?? '', 'notes']);

  const { delivery, passedOver } = await surveyOf(logs);
  expect(delivery?.undated).toEqual({ files: 1, example: renamed });
  expect(passedOver).toEqual([{ reason: 'not-json', count: 1, paths: [notes] }]);
});

test('the folders of the days before are looked at as the run before did: below them too, without hidden files', async () => {
  const in20 = (name: string) => logPath({ day: '2026/11/20' }).replace(/[^/]+$/, name);
  const name = '111122223333_CloudTrail_us-east-1_20261120T0600Z_AbCdEfGhIjKlMnOp.json.gz';
  const paths = [name, `06/${name}`, `.${name}`, '.DS_Store'].map(in20);
  const logs = await logsOf(...paths.map((path): [string, unknown[]] => [path, [signIn()]]));

  expect((await surveyOf(logs)).delivery).toMatchObject({ deliveredBefore: { '2026/11/20': 2 } });
});

test('a file that is left to the next run is not unzipped', async () => {
  const [before, after] = ['20261122T0649', '20261122T0650'].map((minute) =>
    logPath({ day: '2026/11/22', name: `${minute}Z_AbCdEfGhIjKlMnOp.json.gz` }),
  );
  const broken = Buffer.from([0x1f, 0x8b, 0]);
  const logs = await logsOf([before ?? '', broken], [after ?? '', broken]);

  const { damaged, files } = await surveyOf(logs);
  expect([damaged.map(({ file }) => file), files]).toEqual([[before], 1]);
});
