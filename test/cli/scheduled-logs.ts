import { emptyDirectory, logPath, signIn, writeLog } from '../logs.ts';

/** Logs with one sign-in a day, of a scheduled run's window each: from 2026-11-01 on, for so many days. */
export async function dailyLogs(
  days: number,
  eventsOf: (day: string) => object[] = () => [],
): Promise<string> {
  const logs = await emptyDirectory();
  for (let at = 1; at <= days; at++) {
    const day = `2026-11-${String(at).padStart(2, '0')}`;
    const records = [{}, ...eventsOf(day)].map((changes, i) =>
      signIn({ eventTime: `${day}T09:00:00Z`, eventID: `${day}-${i}`, ...changes }),
    );
    const name = `${day.replaceAll('-', '')}T0905Z_abcdefghijklmnop.json.gz`;
    await writeLog(logs, logPath({ day: day.replaceAll('-', '/'), name }), records);
  }
  return logs;
}
