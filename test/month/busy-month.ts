import { DAY, HOUR, type Instant, isoOf, LAST_DAY } from '../../src/sample/calendar.ts';
import { logFile } from '../../src/sample/log-file.ts';
import { Random } from '../../src/sample/random.ts';
import { writeLog } from '../logs.ts';
import { plannedAt } from './calendar.ts';
import { Company } from './company.ts';
import { dayOf, type Happening } from './happening.ts';
import { type Incident, incidentsOf } from './incidents.ts';
import { programsAt } from './programs.ts';
import { workAt } from './work.ts';

export const DAYS = 31;
const FIRST_DAY: Instant = LAST_DAY - (DAYS - 1) * DAY;
const HOURS_A_FILE = 6;

/** @returns `2025-10-15` */
export function dateOf(dayOfMonth: number): string {
  return isoOf(FIRST_DAY + (dayOfMonth - 1) * DAY).slice(0, 10);
}

/** Writes the logs of October 2025 of a busy company; its incidents. */
export async function writeBusyMonth(logs: string, seed: number): Promise<Incident[]> {
  const company = new Company(new Random(seed, 1));
  const incidents = incidentsOf(company, FIRST_DAY, new Random(seed, 2));
  const random = new Random(seed, 3);
  for (let dayOfMonth = 1; dayOfMonth <= DAYS; dayOfMonth++) {
    const day = dayOf(FIRST_DAY, dayOfMonth);
    const planted = incidents.filter((incident) => incident.dayOfMonth === dayOfMonth);
    const happenings = [
      ...programsAt(company, day, random),
      ...workAt(company, day, random),
      ...plannedAt(company, day, random),
      ...planted.flatMap((incident) => incident.happenings),
    ];
    await writeDay(logs, happenings, random);
  }
  return incidents;
}

async function writeDay(logs: string, happenings: readonly Happening[], random: Random): Promise<void> {
  const files = new Map<string, Happening[]>();
  for (const happening of happenings) {
    const { recipientAccountId, awsRegion } = happening.record;
    const from = happening.at - (happening.at % (HOURS_A_FILE * HOUR));
    const name = [recipientAccountId, awsRegion, from].join();
    files.set(name, [...(files.get(name) ?? []), happening]);
  }
  for (const [name, of] of files) {
    const [account = '', region = '', from] = name.split(',');
    const delivered = Number(from) + HOURS_A_FILE * HOUR + random.integer(60, 300);
    const records = of.toSorted((a, b) => a.at - b.at).map(({ record }) => JSON.stringify(record));
    const { key, json } = logFile({ account, region }, delivered, records, random);
    await writeLog(logs, key, json);
  }
}
