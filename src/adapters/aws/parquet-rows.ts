import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';

/** The format's footer ends in its own length, four bytes, and this. */
const MAGIC = 'PAR1';
/** Holds the footer of most files. */
const TAIL_BYTES = 64 * 1024;

/**
 * The rows that a Parquet file says it holds: only its footer is read.
 *
 * @see https://parquet.apache.org/docs/file-format/metadata/
 */
export async function parquetRows(s3: S3Client, object: { Bucket: string; Key: string }): Promise<number> {
  const place = `s3://${object.Bucket}/${object.Key}`;
  const tail = async (bytes: number) => {
    const { Body } = await s3.send(new GetObjectCommand({ ...object, Range: `bytes=-${bytes}` }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  let end = await tail(TAIL_BYTES);
  if (end.length < 12 || end.toString('latin1', end.length - 4) !== MAGIC)
    throw new Error(`${place} is not a Parquet file`);
  const length = end.readUInt32LE(end.length - 8);
  if (length + 8 > end.length) end = await tail(length + 8);
  if (length + 8 > end.length) throw new Error(`${place} is not a whole Parquet file`);
  const rows = rowsIn(end.subarray(end.length - 8 - length, end.length - 8));
  if (rows === undefined) throw new Error(`${place} does not say how many rows it holds`);
  return rows;
}

const ROWS_FIELD = 3;
/** Types of the compact protocol: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md */
const [TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, , STRUCT] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
];

/** @returns the field num_rows of a FileMetaData */
function rowsIn(metadata: Buffer): number | undefined {
  let at = 0;
  const byte = () => {
    const value = metadata[at];
    if (value === undefined) throw new Error('a Parquet footer ends too early');
    at += 1;
    return value;
  };
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const next = byte();
      value |= BigInt(next & 0x7f) << shift;
      if (next < 0x80) return value;
    }
  };
  const skip = (type: number, inList = false): void => {
    if (type === TRUE || type === FALSE) at += inList ? 1 : 0;
    else if (type === BYTE) at += 1;
    else if (type === I16 || type === I32 || type === I64) varint();
    else if (type === DOUBLE) at += 8;
    else if (type === BINARY) {
      const length = Number(varint());
      at += length;
    } else if (type === LIST || type === SET) {
      const header = byte();
      const size = header >> 4 === 15 ? Number(varint()) : header >> 4;
      for (let i = 0; i < size; i += 1) skip(header & 15, true);
    } else if (type === STRUCT)
      fields((inner) => {
        skip(inner);
        return false;
      });
    else throw new Error(`a Parquet footer has a field of the unknown type ${type}`);
  };
  const fields = (read: (type: number, id: number) => boolean | undefined): void => {
    for (let id = 0; ; ) {
      const header = byte();
      if (header === 0) return;
      id = header >> 4 === 0 ? Number(zigzag(varint())) : id + (header >> 4);
      if (read(header & 15, id)) return;
    }
  };
  let rows: number | undefined;
  fields((type, id) => {
    if (id !== ROWS_FIELD || type !== I64) {
      skip(type);
      return false;
    }
    rows = Number(zigzag(varint()));
    return true;
  });
  return rows;
}

function zigzag(value: bigint): bigint {
  return (value >> 1n) ^ -(value & 1n);
}
