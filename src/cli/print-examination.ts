import { styleText } from 'node:util';
import { Help } from 'commander';
import { jsonText } from '../archive/json-text.ts';
import { counted, type Examination, type Finding } from '../doctor/finding.ts';
import { printable } from '../mail/printable.ts';
import { examine } from './examine.ts';
import type { DoctorOptions } from './options.ts';
import { watchRun } from './progress.ts';
import type { Io } from './terminal.ts';

/**
 * Examines what the options name, and prints the findings.
 *
 * @returns whether there is no fault
 */
export async function printExamination(
  { json = false, ...options }: DoctorOptions & { json?: boolean },
  io: Io,
): Promise<boolean> {
  const watch = watchRun({ silent: json });
  const examination = await examine(options, watch).finally(() => watch.end());
  const counts = countsOf(examination.findings);
  io.out(json ? jsonText({ counts, ...examination }) : examinationText(examination, counts));
  return counts.fault === 0;
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
