import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readNetworkNames } from '../../../src/adapters/local/network-files.ts';
import { RequestError } from '../../../src/errors.ts';
import { emptyDirectory } from '../../logs.ts';
import { mmdb, writeMmdb } from '../../mmdb.ts';

const COUNTRIES = {
  '192.0.2.0/24': { country: { iso_code: 'JP', names: { en: 'Japan' } } },
  '203.0.113.0/24': { country: { iso_code: 'NL' } },
};
const OWNERS = {
  '203.0.113.0/25': { autonomous_system_number: 64500, autonomous_system_organization: 'Example Hosting' },
};

let folder: string;
beforeEach(async () => {
  folder = await emptyDirectory();
});

async function faultsOf(settings: Parameters<typeof readNetworkNames>[0]): Promise<readonly string[]> {
  try {
    await readNetworkNames(settings, folder);
    return [];
  } catch (error) {
    if (error instanceof RequestError) return error.faults;
    throw error;
  }
}

test('names country and owner of addresses and networks', async () => {
  await writeMmdb(join(folder, 'c.mmdb'), COUNTRIES, 'GeoLite2-Country');
  await writeMmdb(join(folder, 'o.mmdb'), OWNERS, 'GeoLite2-ASN');
  const names = await readNetworkNames({ country: 'c.mmdb', owner: 'o.mmdb' }, folder);

  expect(['203.0.113.0/24', '203.0.113.200', '192.0.2.1', '198.51.100.1'].map(names)).toEqual([
    { country: 'NL', owner: 'Example Hosting' },
    { country: 'NL' },
    { country: 'JP' },
    undefined,
  ]);
});

test('names nothing that is no address, nor IPv6 by a file of IPv4 alone', async () => {
  await writeMmdb(join(folder, 'c.mmdb'), {
    '0.0.0.0/1': { country_code: 'NL' },
    '128.0.0.0/1': { country_code: 'NL' },
  });
  const names = await readNetworkNames({ country: 'c.mmdb' }, folder);

  const places = [
    'cb00:7100::1',
    '2001:db8::/48',
    'guardduty.amazonaws.com',
    'AWS Internal',
    '999.1.1.1',
    '',
  ];
  expect(places.map(names)).toEqual(places.map(() => undefined));
});

test('names networks of IPv4 and of IPv6 by one file', async () => {
  await writeMmdb(join(folder, 'c.mmdb'), {
    '203.0.113.0/24': { country: { iso_code: 'NL' } },
    '2001:db8::/32': { country: { iso_code: 'JP' } },
  });
  const names = await readNetworkNames({ country: 'c.mmdb' }, folder);

  expect(['203.0.113.0/24', '2001:db8:1::/48', '2001:db9::1', '::ffff:203.0.113.7'].map(names)).toEqual([
    { country: 'NL' },
    { country: 'JP' },
    undefined,
    { country: 'NL' },
  ]);
});

test.each([
  ['MaxMind and DB-IP', { country: { iso_code: 'NL' }, autonomous_system_organization: 'Example' }],
  ['IPinfo', { country: 'Netherlands', country_code: 'NL', as_name: 'Example' }],
  ['IPinfo, older files', { country: 'NL', country_name: 'Netherlands', as_name: 'Example' }],
])('reads the fields of %s, of which one file may have both', async (_, record) => {
  await writeMmdb(join(folder, 'both.mmdb'), { '203.0.113.0/24': record });
  const names = await readNetworkNames({ country: 'both.mmdb', owner: 'both.mmdb' }, folder);

  expect(names('203.0.113.0/24')).toEqual({ country: 'NL', owner: 'Example' });
});

test('names every file at fault: missing, of another kind, or of another database', async () => {
  await writeFile(join(folder, 'text.mmdb'), 'country,owner\nNL,Example\n');
  await writeMmdb(join(folder, 'o.mmdb'), OWNERS, 'GeoLite2-ASN');

  expect(await faultsOf({ country: 'no.mmdb', owner: 'text.mmdb' })).toEqual([
    expect.stringContaining(
      `networks.country: "no.mmdb" cannot be read (ENOENT) in ${folder}; give the path`,
    ),
    expect.stringContaining('networks.owner: "text.mmdb" is not an MMDB file, or is damaged; give'),
  ]);
  expect(await faultsOf({ country: 'o.mmdb' })).toEqual([
    'networks.country: "o.mmdb" is a database of type "GeoLite2-ASN" that has no country; give the path of one such as GeoLite2-Country.mmdb, dbip-country-lite.mmdb',
  ]);
});

test('a file without its beginning or its end is refused', async () => {
  const whole = mmdb(COUNTRIES);
  await writeFile(join(folder, 'tail.mmdb'), whole.subarray(40));
  await writeFile(join(folder, 'head.mmdb'), whole.subarray(0, -40));

  expect(await faultsOf({ country: 'tail.mmdb' })).toHaveLength(1);
  expect(await faultsOf({ country: 'head.mmdb' })).toHaveLength(1);
});
