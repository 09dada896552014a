import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runOnLogs } from '../../src/cli/run-on-logs.ts';
import { RequestError } from '../../src/errors.ts';
import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';
import { mmdb, writeMmdb } from '../mmdb.ts';

const QUIET = { read: () => {}, flow: () => {} };

let [folder, logs, out] = ['', '', ''];
beforeEach(async () => {
  [folder, logs, out] = [await emptyDirectory(), await emptyDirectory(), await emptyDirectory()];
  await writeLog(logs, logPath(), [
    signIn({ userIdentity: { type: 'Root', accountId: '111122223333' }, sourceIPAddress: '203.0.113.7' }),
  ]);
});

async function run(networks: object) {
  const config = join(folder, 'audit.json');
  await writeFile(config, JSON.stringify({ networks }));
  const options = { logs, out, config, from: '2026-11-21', to: '2026-11-21', memory: '512MB' };
  return runOnLogs({ ...options, reports: ['controls'] }, QUIET);
}

test('a run names the networks by the files beside its configuration', async () => {
  await writeMmdb(join(folder, 'c.mmdb'), { '203.0.113.0/24': { country: { iso_code: 'NL' } } });
  const { archive, plan, manifest } = await run({ country: 'c.mmdb' });

  expect(manifest.networks).toEqual({ '203.0.113.7': { country: 'NL' } });
  const mail = await readFile(archive.locate(`${plan.run.archive}/message.eml`), 'utf8');
  expect(mail).toContain('203.0.113.7 (Netherlands)');
});

test('where a file turns out damaged, the run warns, and has no names', async () => {
  const sound = Array.from({ length: 1100 }, (_, i) => `10.${i >> 8}.${i % 256}.0/24`);
  const networks = [...sound.map((network) => [network, { country_code: 'NL' }])];
  const content = mmdb(Object.fromEntries([...networks, ['203.0.113.0/24', { country_code: 'QQ' }]]));
  // A string of two bytes becomes a value of a type that does not exist.
  content[content.indexOf('BQQ')] = 0;
  await writeFile(join(folder, 'c.mmdb'), content);
  const { manifest } = await run({ country: 'c.mmdb' });

  expect(manifest.warnings).toMatchObject([{ code: 'networks-not-named' }]);
  expect(manifest.networks).toBeUndefined();
});

test('a file that is missing is named before anything is written', async () => {
  const refused = await run({ country: 'c.mmdb' }).catch((error) => error);

  expect(refused).toBeInstanceOf(RequestError);
  expect(refused.faults).toEqual([
    expect.stringContaining('config: networks.country: "c.mmdb" cannot be read (ENOENT)'),
  ]);
  expect(await readdir(out)).toEqual([]);
});
