import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { parquetMetadata } from 'hyparquet';
import { messageOf } from '../../errors.ts';

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
  try {
    return Number(parquetMetadata(end).num_rows);
  } catch (error) {
    throw new Error(`${place} does not say how many rows it holds: ${messageOf(error)}`, { cause: error });
  }
}
