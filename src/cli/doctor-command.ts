import { styleText } from 'node:util';
import { type Command, Help } from 'commander';
import { jsonText } from '../archive/json-text.ts';
import { counted, type Examination, type Finding } from '../doctor/finding.ts';
import { printable } from '../mail/printable.ts';
import { type DoctorOptions, wholeNumber } from './options.ts';
import { watchRun } from './progress.ts';
import type { Io, OnEnd } from './terminal.ts';

const HELP = `
Each line says ok, warning or fault, what was seen and what to do. The doctor changes nothing.

Examples:
  npm run audit -- doctor --logs ./logs
  npm run audit -- doctor --logs ./logs --newest-days 7 --json
  npm run audit -- doctor --log-bucket s3://my-trail-logs --config audit.json --workgroup audit
  npm run audit -- doctor --log-bucket s3://my-trail-logs --config audit.json --read-files 2026-11-21
  npm run audit -- doctor --log-bucket s3://my-trail-logs --config audit.json --stack cloudtrail-audit-reporter-dev \\
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
    .action(async ({ json = false, ...options }: DoctorOptions & { json?: boolean }) => {
      const { examine } = await import('./examine.ts');
      const watch = watchRun({ silent: json });
      const examination = await examine(options, watch).finally(() => watch.end());
      const counts = countsOf(examination.findings);
      io.out(json ? jsonText({ counts, ...examination }) : examinationText(examination, counts));
      onEnd(counts.fault === 0);
    });
}

type Counts = Record<Finding['status'], number>;

function countsOf(findings: readonly Finding[]): Counts {
  const counts = { ok: 0, warning: 0, fault: 0 };
  for (const { status } of findings) counts[status] += 1;
  return counts;
}

function examinationText({ findings, notLookedAt }: Examination, counts: Counts): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return [
    ...findings.map((finding) => findingText(finding, width)),
    ...(notLookedAt.length > 0 ? [`\nnot checked: ${notLookedAt.join('\n             ')}`] : []),
    `\n${counted(counts.fault, 'fault')}, ${counted(counts.warning, 'warning')}, ${counts.ok} ok`,
  ].join('\n');
}

const WIDTH = 100;
const STATUS_WIDTH = 'warning'.length;
const COLOURS = { ok: 'green', warning: 'yellow', fault: 'red' } as const;

function findingText({ check, status, seen, todo = '' }: Finding, checkWidth: number): string {
  const indent = ' '.repeat(STATUS_WIDTH + 2 + checkWidth + 2);
  const [first, ...more] = wrapped(seen, WIDTH - indent.length);
  const steps = todo === '' ? [] : wrapped(todo, WIDTH - indent.length - 3);
  const rest = [...more, ...steps.map((line, i) => `${i === 0 ? '->' : '  '} ${line}`)];
  const label = status.padEnd(STATUS_WIDTH);
  const isColoured = process.stdout.isTTY && !process.env.NO_COLOR;
  return [
    `${isColoured ? styleText(COLOURS[status], label) : label}  ${check.padEnd(checkWidth)}  ${first}`,
    ...rest.map((line) => indent + line),
  ].join('\n');
}

/** What is longer than a line, as a path, stays whole, so that it can be copied. */
function wrapped(text: string, width: number): string[] {
  return new Help().boxWrap(printable(text, 2000), width).split('\n');
}
