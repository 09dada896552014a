import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Does the work when a person breaks the run off (Ctrl-C), then ends the process as a shell expects: 130.
 *
 * @returns what takes that back
 */
export function onInterrupt(work: () => Promise<void>): () => void {
  const handle = (signal: (typeof SIGNALS)[number]) => {
    const end = () => process.exit(128 + constants.signals[signal]);
    work().then(end, end);
  };
  for (const signal of SIGNALS) process.once(signal, handle);
  return () => {
    for (const signal of SIGNALS) process.off(signal, handle);
  };
}
