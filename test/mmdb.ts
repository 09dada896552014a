/** Writes MMDB files: https://maxmind.github.io/MaxMind-DB/ */
import { writeFile } from 'node:fs/promises';

type Value = string | number | { [key: string]: Value };
type Node = { children: [Tree, Tree] };
type Tree = Node | { data: Value } | undefined;

const SEPARATOR = Buffer.alloc(16);
const MARKER = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');

/** @param networks each with its record: `203.0.113.0/24`, `2001:db8::/32`. Without any of IPv6 it is a file of IPv4 alone */
export async function writeMmdb(path: string, networks: Record<string, Value>, type = 'Test'): Promise<void> {
  await writeFile(path, mmdb(networks, type));
}

export function mmdb(networks: Record<string, Value>, type = 'Test'): Buffer {
  const isOfBoth = Object.keys(networks).some((network) => network.includes(':'));
  let root: Tree;
  for (const [network, data] of Object.entries(networks))
    root = withNetwork(root, bitsOf(network, isOfBoth), data);
  const nodes: Node[] = [];
  collect(root ?? { children: [undefined, undefined] }, nodes);
  const places = new Map(nodes.map((node, at) => [node, at]));
  const records: Buffer[] = [];
  let size = 0;
  const pointerTo = (tree: Tree): number => {
    if (!tree) return nodes.length;
    if ('children' in tree) return places.get(tree) ?? 0;
    const pointer = nodes.length + SEPARATOR.length + size;
    const record = encoded(tree.data);
    records.push(record);
    size += record.length;
    return pointer;
  };
  const tree = Buffer.alloc(nodes.length * 8);
  for (const [at, { children }] of nodes.entries())
    for (const [side, child] of children.entries()) tree.writeUInt32BE(pointerTo(child), at * 8 + side * 4);
  const metadata = {
    node_count: nodes.length,
    record_size: 32,
    ip_version: isOfBoth ? 6 : 4,
    database_type: type,
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_795_000_000,
  };
  return Buffer.concat([tree, SEPARATOR, ...records, MARKER, encoded(metadata)]);
}

/** Where there is IPv6, a network of IPv4 is at ::/96. */
function bitsOf(network: string, isOfBoth: boolean): number[] {
  const [address = '', length] = network.split('/');
  const isLong = address.includes(':');
  const parts = address.split(isLong ? ':' : '.').filter((part) => part !== '');
  const bits = parts.map((part) =>
    Number.parseInt(part, isLong ? 16 : 10)
      .toString(2)
      .padStart(isLong ? 16 : 8, '0'),
  );
  const own = [...bits.join('')].slice(0, Number(length)).map(Number);
  return isOfBoth && !isLong ? [...Array(96).fill(0), ...own] : own;
}

function withNetwork(tree: Tree, [bit, ...rest]: number[], data: Value): Tree {
  if (bit === undefined) return { data };
  const [left, right] = tree && 'children' in tree ? tree.children : [undefined, undefined];
  return {
    children: bit === 0 ? [withNetwork(left, rest, data), right] : [left, withNetwork(right, rest, data)],
  };
}

function collect(tree: Tree, nodes: Node[]): void {
  if (!tree || !('children' in tree)) return;
  nodes.push(tree);
  for (const child of tree.children) collect(child, nodes);
}

function encoded(value: Value): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([control(2, text.length), text]);
  }
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([control(6, 4), bytes]);
  }
  const entries = Object.entries(value);
  const parts = entries.flatMap(([key, item]) => [encoded(key), encoded(item)]);
  return Buffer.concat([control(7, entries.length), ...parts]);
}

/** A size of 29 and more has a byte of its own. */
function control(type: number, size: number): Buffer {
  return size < 29 ? Buffer.from([(type << 5) | size]) : Buffer.from([(type << 5) | 29, size - 29]);
}
