/** What is wrong with the settings, everything at once: the setting, the value seen, what would be right. */

import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { readCatalogueFiles } from '../src/adapters/local/catalogue-files.ts';
import { configFaults } from '../src/config/config.ts';
import { settingFaults, settingValue } from '../src/config/setting-faults.ts';
import { collectFaults, fault } from '../src/errors.ts';
import { planRun, planSizeFault } from '../src/plan/plan.ts';
import { scheduleFaults } from '../src/plan/schedule-window.ts';
import { parseCatalogue } from '../src/reports/catalogue.ts';
import { partitionNameFaults } from '../src/reports/derived-columns.ts';
import type { Report } from '../src/run/report.ts';
import { clockChangeFault } from './schedule.ts';
import { settingsSchema } from './settings-schema.ts';

/** Faults of settings that break no rule of the schema also show where another setting does. */
export function settingsFaults(
  settings: unknown,
  error: z.ZodError | undefined,
  { reports, faults }: ReadReports,
  now: string,
): string[] {
  const ids = reports?.map(({ id }) => id);
  return [
    ...(error ? settingFaults(error, settings, 'custom.settings') : []),
    ...clockFaults(settings, now),
    ...faults,
    ...(ids ? valueFaults(settings, ids) : []),
    ...(reports ? planFaults(settings, reports, now) : []),
  ];
}

/** How the schedule goes with its zone: the schema sees one setting at a time. */
function clockFaults(settings: unknown, now: string): string[] {
  const zone = settingsSchema.shape.timezone.safeParse(settingValue(settings, ['timezone']));
  const timezone = zone.data ?? 'UTC';
  const { success, data } = settingsSchema.shape.schedule.safeParse(settingValue(settings, ['schedule']));
  if (!success) return [];
  const problem = clockChangeFault(data, timezone, now);
  return [
    ...scheduleFaults({ ...data, timezone, scheduledTime: now }),
    ...(problem ? [fault(`schedule.${problem.setting}`, data.time, `is wrong: ${problem.problem}`)] : []),
  ];
}

export interface ReadReports {
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

/** Settings beside each other and beside the reports, as far as each of them is sound. */
function valueFaults(settings: unknown, reports: readonly string[]): string[] {
  const { mute, accounts, regions, expected } = settingsSchema.shape;
  const valid = <T>(schema: z.ZodType<T>, name: string) =>
    schema.safeParse(settingValue(settings, [name])).data;
  return configFaults(
    {
      mute: valid(mute, 'mute') ?? {},
      accounts: valid(accounts, 'accounts'),
      regions: valid(regions, 'regions'),
      expected: valid(expected, 'expected') ?? {},
    },
    reports,
  );
}

/** A scheduled run with all reports; what the table lists is known only when it runs. */
function planFaults(settings: unknown, reports: readonly Report[], now: string): string[] {
  const { shape } = settingsSchema;
  const table = shape.table.safeParse(settingValue(settings, ['table'])).data;
  const accounts = shape.accounts.safeParse(settingValue(settings, ['accounts'])).data;
  const regions = shape.regions.safeParse(settingValue(settings, ['regions'])).data;
  if (!table) return [];
  const faults = partitionNameFaults(reports, table);
  if (faults.length > 0) return faults;
  const window = { from: now, to: now, timezone: 'UTC' };
  const bounds = { ...(accounts && { accounts }), ...(regions && { regions }) };
  const size = planSizeFault(planRun({ trigger: 'schedule', window, reports, table, ...bounds }));
  return size ? [`a scheduled run ${size}`] : [];
}
