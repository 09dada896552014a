/** Athena charges each query for at least 10 MB: https://aws.amazon.com/athena/pricing/ */
const LEAST_BYTES = 1e7;

/** @returns what Athena charges for queries that read so many bytes each, in US dollars */
export function chargeFor(scannedBytes: readonly number[], usdPerTerabyte: number): number {
  const charged = scannedBytes.map((bytes) => Math.max(bytes, LEAST_BYTES));
  return (charged.reduce((sum, bytes) => sum + bytes, 0) / 1e12) * usdPerTerabyte;
}
