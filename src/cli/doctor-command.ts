import { type Command, InvalidArgumentError } from 'commander';
import type { DoctorOptions } from './doctor.ts';

const HELP = `
Each line says ok, warning or fault, what was seen and what to do. Nothing is changed.

Examples:
  npm run audit -- doctor --logs ./logs
  npm run audit -- doctor --logs ./logs --newest-days 7 --json
  npm run audit -- doctor --log-bucket s3://my-trail-logs --config audit.json --workgroup audit
  npm run audit -- doctor --log-bucket s3://my-trail-logs --config audit.json --stack cloudtrail-audit-reporter-dev \\
    --out s3://my-archive

Exit status: 0 no fault; 1 a fault; 2 the request was wrong.`;

/** @param onEnd told whether there was no fault */
export function addDoctorCommand(program: Command, onEnd: (sound: boolean) => void): void {
  program
    .command('doctor')
    .description('say what is wrong with log files on this machine, or with what is on AWS')
    .option('--logs <dir>', 'directory that holds AWSLogs/…')
    .option(
      '--newest-days <number>',
      'open only the log files of so many days; 0: none (default: all)',
      wholeNumber,
    )
    .option(
      '--log-bucket <place>',
      'where CloudTrail puts AWSLogs/…, s3://bucket/prefix: looks at what is on AWS',
    )
    .option('--config <file>', 'configuration file: table, accounts, regions, mail, schedule')
    .option('--workgroup <name>', "athena's workgroup (default: the stack's, else primary)")
    .option('--output <place>', 'where athena puts results, if the workgroup does not say so')
    .option('--out <place>', 'archive, s3://bucket/prefix')
    .option(
      '--stack <name>',
      'the deployed stack, cloudtrail-audit-reporter-STAGE: its schedule and state machine',
    )
    .option('--region <name>', "AWS region (default: the user's own)")
    .option('--json', 'print the findings as JSON, and nothing else')
    .addHelpText('after', HELP)
    .action(async ({ json = false, ...options }: DoctorOptions & { json?: boolean }) => {
      const [{ examine }, { printFindings }, { watchRun }] = await Promise.all([
        import('./doctor.ts'),
        import('./print-findings.ts'),
        import('./progress.ts'),
      ]);
      const watch = watchRun({ silent: json });
      const examination = await examine(options, watch).finally(() => watch.end());
      printFindings(examination, { json });
      onEnd(examination.findings.every(({ status }) => status !== 'fault'));
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is needed, such as 3.');
  return Number(text);
}
