/** A range by hand of 29 days from the history of scheduled runs, beside the same with `--fresh`, from the logs. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { dataSet } from './data-set.ts';
import { measureInTurn, printMachine, printMeasures } from './measure.ts';

const AUDIT = ['npm', 'run', '-s', 'audit', '--'];
/** The first day's run reads no whole window, since the logs begin in it. */
const RANGE = ['--from', '2025-10-02', '--to', '2025-10-30'];
const FRESH = 'with --fresh';

const REPORTS: Record<string, string[]> = {
  'two reports of few rows': ['--reports', 'failed-console-logins,root-actions'],
  'all reports, page and workbook': [],
};

export async function history(options: string[]): Promise<void> {
  const { values } = parseArgs({
    args: options,
    options: { rounds: { type: 'string', default: '3' }, events: { type: 'string', default: '400000' } },
  });
  printMachine(`history: ${values.events} events of 31 days, median of ${values.rounds} rounds`);
  const directory = await dataSet({ events: Number(values.events), files: 32_000, days: 31 });
  const [logs, archive, config] = [`${directory}/logs`, `${directory}/archive`, `${directory}/audit.json`];
  const run = [...AUDIT, 'run', '--logs', logs, '--quiet', '--config', config, '--out', archive];
  await writeFile(config, '{"history":"on"}');
  if (!existsSync(`${directory}/kept`)) {
    await rm(archive, { recursive: true, force: true });
    const [command = '', ...args] = run;
    execFileSync(command, [...args, '--scheduled', '2025-10-02..2025-11-01'], { stdio: 'inherit' });
    await writeFile(`${directory}/kept`, '');
  }
  for (const [about, reports] of Object.entries(REPORTS)) {
    console.log(`\n${about}`);
    const asked = [...run, ...RANGE, ...reports];
    const commands = { [FRESH]: [...asked, '--fresh'], 'from history': asked };
    printMeasures(await measureInTurn(commands, Number(values.rounds), async () => {}), FRESH);
  }
}
