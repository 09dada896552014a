import { type Command, InvalidArgumentError } from 'commander';
import type { DoctorOptions } from './doctor.ts';

const HELP = `
Each line says ok, warning or fault, what was seen and what to do. Nothing is changed.

Examples:
  npm run audit -- doctor --logs ./logs
  npm run audit -- doctor --logs ./logs --newest-days 7 --json

Exit status: 0 no fault; 1 a fault; 2 the request was wrong.`;

/** @param onEnd told whether there was no fault */
export function addDoctorCommand(program: Command, onEnd: (sound: boolean) => void): void {
  program
    .command('doctor')
    .description('look at log files on this machine, and say what is wrong with them')
    .option('--logs <dir>', 'directory that holds AWSLogs/…')
    .option(
      '--newest-days <number>',
      'open only the log files of so many days; 0: none (default: all)',
      wholeNumber,
    )
    .option('--json', 'print the findings as JSON, and nothing else')
    .addHelpText('after', HELP)
    .action(async ({ json = false, ...options }: DoctorOptions & { json?: boolean }) => {
      const [{ examine }, { printFindings }, { watchRun }] = await Promise.all([
        import('./doctor.ts'),
        import('./print-findings.ts'),
        import('./progress.ts'),
      ]);
      const watch = watchRun({ silent: json });
      const findings = await examine(options, watch).finally(() => watch.end());
      printFindings(findings, { json });
      onEnd(findings.every(({ status }) => status !== 'fault'));
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is needed, such as 3.');
  return Number(text);
}
