import { readManifest } from '../archive/read-manifest.ts';
import { type ArchivedRun, isComplete, manifestKey, runsBetween } from '../judge/archived-runs.ts';
import { isOfTheSameLogs } from '../judge/last-run.ts';
import { SEVERITIES, type Severity } from '../run/judgement.ts';
import type { Manifest } from '../run/manifest.ts';
import type { RunFolder } from '../steps/run-folder.ts';
import { formatDay, isoDate } from '../time/days.ts';
import { firstDay } from '../time/window.ts';

const DAYS = 60;
const MOST_MANIFESTS = 120;
/** As many times what there is in the largest. */
const MOST_BYTES = 2 ** 24;

/** The controls of one run with people in them. */
export interface ControlDay {
  /** on which its window begins: `2026-11-21` */
  day: string;
  /** events of callers in no group, by severity */
  events: Record<Severity, number>;
}

export interface ControlDays {
  /** oldest first; this run is the last */
  days: ControlDay[];
  /** manifests, or lists of them, that could not be read */
  unread: number;
}

/**
 * Events of controls in the complete scheduled runs of the same logs of the 60 days before, and in this one. Their manifests
 * are read one after the other.
 *
 * @returns no days where this run has no controls
 */
export async function controlDays({ manifest, run, archive }: RunFolder): Promise<ControlDays> {
  if (!manifest.controls) return { days: [], unread: 0 };
  const first = firstDay(run.window).subtract({ days: DAYS });
  const [from, last] = [formatDay(first), formatDay(firstDay(run.window))];
  const found: ControlDay[] = [];
  let unread = 0;
  const its = { day: isoDate(last), events: eventsOf(manifest) };
  let runs: ArchivedRun[];
  try {
    runs = (await runsBetween(first, firstDay(run.window), archive)).filter(isComplete);
  } catch {
    // A page without the days before is better than none.
    return { days: [its], unread: 1 };
  }
  const before = runs
    .filter(({ day, runId }) => day >= from && day <= last && runId !== run.runId)
    .filter(({ window }) => window && window.to <= run.window.from)
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .slice(-MOST_MANIFESTS);
  for (const { folder, day } of before) {
    try {
      const content = await archive.read(manifestKey({ folder }), MOST_BYTES);
      const other = content && readManifest(content);
      if (other?.controls && isOfTheSameLogs(other, run))
        found.push({ day: isoDate(day), events: eventsOf(other) });
    } catch {
      unread += 1;
    }
  }
  return { days: [...found, its], unread };
}

function eventsOf({ controls = [] }: Manifest): ControlDay['events'] {
  const sum = (severity: Severity) =>
    controls.reduce((sum, control) => sum + (control.severity === severity ? control.events : 0), 0);
  return Object.fromEntries(SEVERITIES.map((severity) => [severity, sum(severity)])) as ControlDay['events'];
}
