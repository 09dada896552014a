import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { Reader, type Response } from 'mmdb-lib';
import type { Config } from '../../config/config.ts';
import { fault, messageOf, RequestError } from '../../errors.ts';
import type { NetworkNames } from '../../ports.ts';

type Field = keyof NonNullable<Config['networks']>;

const EXAMPLES: Record<Field, string> = {
  country: 'GeoLite2-Country.mmdb, dbip-country-lite.mmdb',
  owner: 'GeoLite2-ASN.mmdb, dbip-asn-lite.mmdb',
};
/** The fields under which publishers of MMDB files have it, as paths. */
const PATHS: Record<Field, readonly string[][]> = {
  country: [['country', 'iso_code'], ['country_code'], ['country']],
  owner: [['autonomous_system_organization'], ['as_name'], ['organization']],
};
/** So many networks of IPv4 are looked at for a field before the file is refused. */
const MOST_LOOKED_AT = 1000;
const LONGEST_OWNER = 100;

/**
 * Reads the MMDB files of the setting `networks` into memory.
 *
 * @param folder from which their paths are seen
 * @throws RequestError with every file that is missing or does not have what it is named for
 */
export async function readNetworkNames(
  settings: NonNullable<Config['networks']>,
  folder: string,
): Promise<NetworkNames> {
  const faults: string[] = [];
  const read = async (field: Field) => {
    const path = settings[field];
    if (path === undefined) return undefined;
    try {
      const content = await readFile(resolve(folder, path)).catch(({ code }) => {
        throw new Error(`cannot be read (${code}) in ${resolve(folder)}`);
      });
      return readNames(field, content);
    } catch (error) {
      const problem = messageOf(error);
      faults.push(
        fault(`networks.${field}`, path, `${problem}; give the path of one such as ${EXAMPLES[field]}`),
      );
      return undefined;
    }
  };
  const [country, owner] = await Promise.all([read('country'), read('owner')]);
  if (faults.length > 0) throw new RequestError(faults);
  return (place) => {
    // An address of IPv4 may be written as one of IPv6.
    const [address = ''] = place.replace(/^::ffff:(?=\d+\.)/i, '').split('/');
    if (isIP(address) === 0) return undefined;
    const [inCountry, ownedBy] = [country?.(address), owner?.(address)];
    if (!inCountry && !ownedBy) return undefined;
    return { ...(inCountry && { country: inCountry }), ...(ownedBy && { owner: ownedBy }) };
  };
}

/**
 * @param content of an MMDB file
 * @throws Error which says why the file does not have the field
 */
function readNames(field: Field, content: Buffer): (address: string) => string | undefined {
  const { reader, records } = opened(content);
  const { ipVersion, databaseType } = reader.metadata;
  const nameIn = (record: unknown) => fieldOf(field, record);
  if (!records.some((record) => nameIn(record) !== undefined))
    throw new Error(`is a database of type ${JSON.stringify(databaseType)} that has no ${field}`);
  // In a tree for IPv4 an address of IPv6 would be read as another.
  return (address) => (ipVersion === 4 && isIP(address) === 6 ? undefined : nameIn(reader.get(address)));
}

function opened(content: Buffer): { reader: Reader<Response>; records: unknown[] } {
  try {
    const reader = new Reader<Response>(content);
    return { reader, records: firstRecords(reader) };
  } catch (cause) {
    // The library says of a text that its record size is not supported.
    throw new Error('is not an MMDB file, or is damaged', { cause });
  }
}

/** Of the first networks of IPv4 that the file knows; one that it does not know is passed over whole. */
function firstRecords(reader: Reader<Response>): unknown[] {
  const records: unknown[] = [];
  for (let at = 0; at < 2 ** 32 && records.length < MOST_LOOKED_AT; ) {
    const [record, length] = reader.getWithPrefixLength(dotted(at));
    if (record !== null) records.push(record);
    at += 2 ** (32 - length);
  }
  return records;
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join('.');
}

function fieldOf(field: Field, record: unknown): string | undefined {
  for (const path of PATHS[field]) {
    const value = path.reduce<unknown>(
      (found, key) => (found as Record<string, unknown> | null | undefined)?.[key],
      record,
    );
    if (typeof value !== 'string' || value === '') continue;
    if (field === 'owner') return value.slice(0, LONGEST_OWNER);
    if (/^[A-Z]{2}$/.test(value)) return value;
  }
  return undefined;
}
