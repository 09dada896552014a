export interface SampleOptions {
  /** how many UTC days the events cover; the last is always 2025-10-31 */
  days: number;
  /** records in all log files together, with those that are delivered twice counted twice */
  events: number;
  /** 32-bit unsigned: the same options give the same files, byte for byte */
  seed: number;
  /** about how many log files; by default as many as hold a dozen records each, but at most a thousand a day */
  files?: number;
}

export const SAMPLE_DEFAULTS = { days: 3, events: 5000, seed: 1 } as const satisfies SampleOptions;

/** The stories of the last day need the fewest events. */
export const SAMPLE_LIMITS = {
  days: { from: 1, to: 1000 },
  events: { from: 200, to: 100_000_000 },
  seed: { from: 0, to: 0xffff_ffff },
  files: { from: 1, to: 10_000_000 },
} as const;
