import type { Command } from 'commander';
import type { DoctorOptions } from './options.ts';
import { wholeNumber } from './shared-options.ts';
import type { Io, OnEnd } from './terminal.ts';

const HELP = `
Each line says ok, warning or fault, what was seen and what to do. The doctor changes nothing.

Examples:
  cloudtrail-audit doctor --logs ./logs
  cloudtrail-audit doctor --logs ./logs --newest-days 7 --json
  cloudtrail-audit doctor --log-bucket s3://my-trail-logs --config audit.json --workgroup audit
  cloudtrail-audit doctor --log-bucket s3://my-trail-logs --config audit.json --read-files 2026-11-21
  cloudtrail-audit doctor --log-bucket s3://my-trail-logs --config audit.json --stack cloudtrail-audit-reporter-dev \\
    --out s3://my-archive

Exit status: 0 no fault; 1 a fault; 2 the request was wrong.`;

export function addDoctorCommand(program: Command, io: Io, onEnd: OnEnd): void {
  program
    .command('doctor')
    .description('find what is wrong with log files on this machine, or with the set-up on AWS')
    .option('--logs <dir>', 'directory that holds AWSLogs/…')
    .option('--newest-days <number>', 'days whose files are opened; 0: none (default: all)', wholeNumber)
    .option('--log-bucket <place>', 'where CloudTrail puts AWSLogs/…, s3://bucket/prefix: checks AWS')
    .option('--read-files <day>', 'read the log files of this UTC day, and name the damaged ones')
    .option('--config <file>', 'configuration file: table, accounts, regions, mail, schedule')
    .option('--workgroup <name>', "athena's workgroup (default: the stack's, else primary)")
    .option('--output <place>', 'where athena puts results, if the workgroup does not say')
    .option('--out <place>', 'archive, s3://bucket/prefix')
    .option('--stack <name>', 'deployed stack, cloudtrail-audit-reporter-STAGE: schedule, state machine')
    .option('--region <name>', "AWS region (default: the user's own)")
    .option('--json', 'print the findings as JSON, and nothing else')
    .addHelpText('after', HELP)
    .action(async (options: DoctorOptions & { json?: boolean }) => {
      const { printExamination } = await import('./examine.ts');
      onEnd(await printExamination(options, io));
    });
}
