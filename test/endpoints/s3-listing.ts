import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

export interface ListedObject {
  key: string;
  bytes: number;
  etag: string;
  modified: Date;
}

export interface Listing {
  objects: ListedObject[];
  commonPrefixes: string[];
  /** what a list goes on after; absent where this one is the last */
  next?: string;
}

export interface ListingRequest {
  prefix: string;
  delimiter: string;
  /** entries up to this one are left out */
  after: string;
  maxKeys: number;
}

const OBJECT = '._S3rver_object';

/** A list of a bucket's objects in the order of S3: that of the keys' UTF-8 bytes. */
export async function listObjects(bucketDirectory: string, request: ListingRequest): Promise<Listing> {
  const { prefix, delimiter, after, maxKeys } = request;
  const listing: Listing = { objects: [], commonPrefixes: [] };
  let last = '';
  for (const key of await keysBelow(bucketDirectory, prefix)) {
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    const entry = end < 0 ? key : key.slice(0, end + delimiter.length);
    if (entry === last || !isAfter(entry, after)) continue;
    if (listing.objects.length + listing.commonPrefixes.length === maxKeys) {
      return { ...listing, next: last };
    }
    last = entry;
    if (end < 0) listing.objects.push(await object(bucketDirectory, key));
    else listing.commonPrefixes.push(entry);
  }
  return listing;
}

async function keysBelow(bucketDirectory: string, prefix: string): Promise<string[]> {
  const folder = join(bucketDirectory, prefix.slice(0, prefix.lastIndexOf('/') + 1));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(OBJECT))
    .map((entry) => relative(bucketDirectory, join(entry.parentPath, entry.name)))
    .map((path) => path.slice(0, -OBJECT.length).replaceAll(sep, '/'))
    .filter((key) => key.startsWith(prefix))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function isAfter(entry: string, after: string): boolean {
  return Buffer.compare(Buffer.from(entry), Buffer.from(after)) > 0;
}

async function object(bucketDirectory: string, key: string): Promise<ListedObject> {
  const { size, mtime } = await stat(join(bucketDirectory, `${key}${OBJECT}`));
  const etag = await readFile(join(bucketDirectory, `${key}${OBJECT}.md5`), 'utf8').catch(() => '');
  return { key, bytes: size, etag, modified: mtime };
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html#API_ListObjectsV2_ResponseSyntax */
export function listingXml(bucket: string, request: ListingRequest, listing: Listing): string {
  const { objects, commonPrefixes, next } = listing;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
    element('Name', bucket),
    element('Prefix', request.prefix),
    ...(request.delimiter ? [element('Delimiter', request.delimiter)] : []),
    element('MaxKeys', request.maxKeys),
    element('KeyCount', objects.length + commonPrefixes.length),
    element('IsTruncated', next !== undefined),
    ...(next === undefined ? [] : [element('NextContinuationToken', tokenAfter(next))]),
    ...objects.map(
      ({ key, bytes, etag, modified }) =>
        `<Contents>${element('Key', key)}${element('LastModified', modified.toISOString())}${element('ETag', `"${etag}"`)}${element('Size', bytes)}</Contents>`,
    ),
    ...commonPrefixes.map((prefix) => `<CommonPrefixes>${element('Prefix', prefix)}</CommonPrefixes>`),
    '</ListBucketResult>',
  ].join('');
}

export function listingRequest(query: Readonly<Record<string, string>>): ListingRequest {
  const token = query['continuation-token'];
  return {
    prefix: query.prefix ?? '',
    delimiter: query.delimiter ?? '',
    after: token ? Buffer.from(token, 'base64url').toString() : (query['start-after'] ?? ''),
    maxKeys: Math.min(Number(query['max-keys'] ?? 1000), 1000),
  };
}

function tokenAfter(entry: string): string {
  return Buffer.from(entry).toString('base64url');
}

function element(name: string, value: string | number | boolean): string {
  const text = String(value).replace(/[&<>\r]/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<${name}>${text}</${name}>`;
}
