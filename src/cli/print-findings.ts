import { styleText } from 'node:util';
import { jsonText } from '../archive/json-text.ts';
import { counted, type Finding } from '../doctor/finding.ts';
import { printable } from '../mail/printable.ts';
import type { Examination } from './doctor.ts';

const WIDTH = 100;
const COLOURS = { ok: 'green', warning: 'yellow', fault: 'red' } as const;
const STATUSES = ['ok', 'warning', 'fault'] as const;

/** Tells a person what was found, or prints it as JSON. Colours are for terminals that want them. */
export function printFindings({ findings, notLookedAt }: Examination, { json }: { json: boolean }): void {
  if (json) {
    console.log(jsonText({ counts: countsOf(findings), findings, notLookedAt }));
    return;
  }
  const width = Math.max(...findings.map(({ check }) => check.length));
  for (const finding of findings) console.log(shown(finding, width));
  if (notLookedAt.length > 0) console.log(`\nnot looked at: ${notLookedAt.join('\n               ')}`);
  const { ok, warning, fault } = countsOf(findings);
  console.log(`\n${counted(fault, 'fault')}, ${counted(warning, 'warning')}, ${ok} ok`);
}

function countsOf(findings: readonly Finding[]): Record<Finding['status'], number> {
  const count = (status: Finding['status']) => findings.filter((finding) => finding.status === status).length;
  return Object.fromEntries(STATUSES.map((status) => [status, count(status)])) as ReturnType<typeof countsOf>;
}

function shown({ check, status, seen, todo }: Finding, width: number): string {
  const indent = ' '.repeat('warning'.length + 2 + width + 2);
  const label = coloured(status.padEnd('warning'.length), COLOURS[status]);
  const lines = [
    ...wrapped(printable(seen, 2000), WIDTH - indent.length),
    ...(todo
      ? wrapped(printable(todo, 2000), WIDTH - indent.length - 3).map(
          (line, i) => `${i === 0 ? '-> ' : '   '}${line}`,
        )
      : []),
  ];
  return [
    `${label}  ${check.padEnd(width)}  ${lines[0]}`,
    ...lines.slice(1).map((line) => indent + line),
  ].join('\n');
}

function coloured(text: string, colour: (typeof COLOURS)[Finding['status']]): string {
  const wanted = process.stdout.isTTY && !process.env.NO_COLOR;
  return wanted ? styleText(colour, text) : text;
}

/** Breaks at spaces; what is longer than a line, as a path, stays whole, so that it can be copied. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
