/** What is wrong with the settings, everything at once: the setting, the value seen, what would be right. */
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { readCatalogueFiles } from '../src/adapters/local/catalogue-files.ts';
import { configFaults } from '../src/config/config.ts';
import { settingFaults, settingValue } from '../src/config/setting-faults.ts';
import { collectFaults, fault, faultUnless } from '../src/errors.ts';
import { planRun, planSizeFault } from '../src/plan/plan.ts';
import { scheduledWindowFaults } from '../src/plan/schedule-window.ts';
import { parseCatalogue } from '../src/reports/catalogue.ts';
import { partitionNameFaults } from '../src/reports/derived-columns.ts';
import type { Report } from '../src/run/report.ts';
import { clockChangeFault } from './schedule.ts';
import { type Settings, settingsSchema } from './settings-schema.ts';

/** Faults of settings that break no rule of the schema also show where another setting does. */
export function settingsFaults(
  settings: unknown,
  error: z.ZodError | undefined,
  { reports, faults }: ReadReports,
  now: string,
): string[] {
  const valid = validSettings(settings);
  return [
    ...(error ? settingFaults(error, settings, 'custom.settings') : []),
    ...clockFaults(valid, now),
    ...historyFaults(valid),
    ...faults,
    ...(reports ? reportFaults(valid, reports, now) : []),
  ];
}

type ValidSettings = Partial<Settings>;

/** Each setting that is right by itself. */
function validSettings(settings: unknown): ValidSettings {
  const entries = Object.entries(settingsSchema.shape).flatMap(([name, schema]) => {
    const { success, data } = schema.safeParse(settingValue(settings, [name]));
    return success ? [[name, data]] : [];
  });
  return Object.fromEntries(entries);
}

function historyFaults({ history, archive, table }: ValidSettings): string[] {
  if (history !== 'on') return [];
  const clashing = Object.values(table?.partitions ?? {}).includes('run');
  return [
    // Whether Athena sends the checksum that Object Lock asks of every upload is documented nowhere.
    ...faultUnless(
      !archive?.objectLock,
      'history',
      history,
      'does not go with archive.objectLock, under which Athena may not be able to write: give off, or remove archive.objectLock',
    ),
    ...faultUnless(
      !clashing,
      'history',
      history,
      'does not go with a partition column named run in table.partitions, because the table over the history has one of its own: give off, or rename the column',
    ),
  ];
}

/** How the schedule goes with its zone: the schema sees one setting at a time. */
function clockFaults({ schedule, timezone = 'UTC' }: ValidSettings, now: string): string[] {
  if (!schedule) return [];
  const clock = clockChangeFault(schedule, timezone, now);
  return [
    ...scheduledWindowFaults({ ...schedule, timezone, scheduledTime: now }),
    ...(clock ? [fault(`schedule.${clock.setting}`, schedule.time, `is wrong: ${clock.problem}`)] : []),
  ];
}

interface ReadReports {
  /** absent where a report is at fault */
  reports: Report[] | undefined;
  faults: string[];
}

export async function readReports(): Promise<ReadReports> {
  const directory = fileURLToPath(new URL('../sql', import.meta.url));
  const faults: string[] = [];
  const reports = await collectFaults(faults, async () =>
    parseCatalogue(await readCatalogueFiles(directory)),
  );
  return { reports, faults };
}

/** What is wrong between settings, and between settings and reports. */
function reportFaults(valid: ValidSettings, reports: readonly Report[], now: string): string[] {
  const { mute = {}, groups = {}, expected = {}, accounts, regions, table, history } = valid;
  const ids = reports.map(({ id }) => id);
  return [
    ...configFaults({ mute, groups, expected, accounts, regions }, ids),
    ...(table ? planFaults({ table, accounts, regions }, history === 'on', reports, now) : []),
  ];
}

/** A scheduled run with all reports; what the table lists is known only when it runs. */
function planFaults(
  { table, accounts, regions }: Pick<Settings, 'table' | 'accounts' | 'regions'>,
  collects: boolean,
  reports: readonly Report[],
  now: string,
): string[] {
  const faults = partitionNameFaults(reports, table);
  if (faults.length > 0) return faults;
  const window = { from: now, to: now, timezone: 'UTC' };
  const bounds = { ...(accounts && { accounts }), ...(regions && { regions }) };
  const size = planSizeFault(planRun({ trigger: 'schedule', window, reports, table, collects, ...bounds }));
  return size ? [`a scheduled run ${size}`] : [];
}
