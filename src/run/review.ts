/** Of the shape below. A newer one is refused. */
export const REVIEW_VERSION = 1;

/** `review-N.json` in a run's folder: a person looked at the run. It is never replaced; the next one is `N + 1`. */
export interface Review {
  version: typeof REVIEW_VERSION;
  runId: string;
  /** the person, as they name themselves */
  reviewer: string;
  /** instant at which it was written */
  at: string;
  /** of the run's manifest without what became of its mail (`reviewedHash`), in hexadecimal */
  manifestSha256: string;
  note?: string;
  /** names or addresses of tickets; absent: none */
  tickets?: string[];
  /** absent: none */
  findings?: ReviewFinding[];
}

export const FINDING_RESULTS = ['false-alarm', 'followed-up'] as const;

/** What a reviewer made of one event that a control found. */
export interface ReviewFinding {
  /** id of the control */
  control: string;
  eventId: string;
  result: (typeof FINDING_RESULTS)[number];
  ticket?: string;
  note?: string;
}

/** A complete scheduled run before another one, and what its reviews come to: part of the manifest. */
export interface RunReview {
  runId: string;
  /** the local day on which its window begins: `2026-11-21` */
  date: string;
  /** `changed`: since its last review; `unreadable`: it has reviews, and none can be read */
  status: 'reviewed' | 'changed' | 'open' | 'unreadable';
  /** of its last review, as the instant and the note, which is cut; absent unless reviewed or changed */
  reviewer?: string;
  at?: string;
  note?: string;
  /** of all its reviews, those of findings too; absent: none */
  tickets?: string[];
  /** events by what their last review says; absent: none */
  findings?: { falseAlarm: number; followedUp: number };
}

/** @param number from 1 */
export function reviewFile(number: number): string {
  return `review-${number}.json`;
}

/** @returns the numbers of those of the files that are reviews, in their order */
export function reviewNumbers(files: Iterable<string>): number[] {
  const numbers = [...files].flatMap((file) => /^review-([1-9]\d{0,3})\.json$/.exec(file)?.[1] ?? []);
  return numbers.map(Number).sort((a, b) => a - b);
}
