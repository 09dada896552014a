/** An index of what an archive holds of a period, for an auditor. Made when it is asked for, from the archive alone. */
import type { FileFault } from '../archive/listed-files.ts';
import type { VerifiedReview } from '../archive/verified-reviews.ts';
import type { Manifest } from '../run/manifest.ts';
import type { RunReview } from '../run/review.ts';
import type { Run, Window } from '../run/run.ts';

/** Local days, both included: `2026-11-01`. */
export interface Period {
  from: string;
  to: string;
}

export interface Evidence {
  period: Period;
  /** where a person finds the archive */
  archive: string;
  /** instant at which the index was made */
  madeAt: string;
  /** of the tool that made the index */
  toolVersion: string;
  /** by the beginning of their windows */
  entries: EvidenceEntry[];
  /** ids of all reports of these runs, in their order */
  reports: string[];
  totals: Totals;
}

export type EvidenceEntry = RunEntry | GapEntry;

/** A time that is in no complete scheduled run. */
export interface GapEntry {
  kind: 'gap';
  window: Window;
}

export interface RunEntry {
  kind: Run['trigger'];
  runId: string;
  /** where a person finds its folder */
  location: string;
  window: Window;
  /** `not-complete`: it has no manifest; `unreadable`: that cannot be read */
  status: Manifest['status'] | 'not-complete' | 'unreadable';
  /** absent of a run that is not complete or cannot be read */
  outcome?: RunFigures;
  /** as `verify` finds it: every file is read */
  whole: boolean;
  faults: FileFault[];
  /** oldest first */
  reviews: readonly VerifiedReview[];
  /** what they come to */
  review: RunReview;
}

/** What a manifest says of its run. */
export interface RunFigures {
  verdict: readonly string[];
  warnings: number;
  /** whether all logs of the window were there and could be read, as far as the run knew */
  logs: 'whole' | 'not-whole' | 'unknown';
  logFiles: number | undefined;
  /** with events; undefined where the run has no report `coverage`, as the regions */
  accounts: number | undefined;
  regions: number | undefined;
  /** by id of the report */
  rows: ReadonlyMap<string, number | 'failed'>;
  /** rows of events from before the window, of all reports */
  lateRows: number;
  /** controls with people in them; undefined where the run has no controls */
  controls: number | undefined;
  /** what became of it */
  mail: string;
  /** as reviews have it (`reviewedHash`) */
  manifestSha256: string;
}

export interface Totals {
  /** complete scheduled runs, and those of them that were reviewed as they are now */
  scheduled: number;
  reviewed: number;
  byHand: number;
  notComplete: number;
  gaps: number;
  /** runs of any kind */
  notWhole: number;
  /** of scheduled runs, like what follows */
  warnings: number;
  lateRows: number;
  rows: ReadonlyMap<string, number>;
}
