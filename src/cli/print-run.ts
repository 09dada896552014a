import { jsonText } from '../archive/json-text.ts';
import { numbersIn } from '../mail/numbers.ts';
import { printable } from '../mail/printable.ts';
import type { Manifest, ManifestReport } from '../run/manifest.ts';
import { MANIFEST, messageFileOf, rowFilesOf } from '../run/run-files.ts';
import { dollars } from './dollars.ts';
import type { FinishedRun } from './run.ts';
import { oneLine } from './terminal.ts';

const { bytes } = numbersIn('en');

/** Tells a person where everything lies and what it counts, or, with `json`, prints the manifest alone. */
export function printRun({ manifest, archive, plan, cost }: FinishedRun, { json }: { json: boolean }): void {
  if (json) {
    console.log(jsonText(manifest));
    return;
  }
  const { window, reports, warnings, status } = manifest;
  const width = Math.max(...reports.map(({ id }) => id.length));
  console.log(`${window.from} to ${window.to} (${window.timezone}): ${status}`);
  const { logs } = manifest;
  console.log(logs ? `${logs.files} log files, ${bytes(logs.bytes)}` : 'log files: not known');
  if (cost !== undefined) console.log(`scanned ${bytes(manifest.scannedBytes)}: ${dollars(cost)}`);
  console.log();
  for (const report of reports) console.log(`  ${report.id.padEnd(width)}  ${outcome(report, manifest)}`);
  for (const warning of warnings.slice(0, 10)) {
    const file = 'file' in warning ? ` (${oneLine(warning.file)})` : '';
    console.log(`\nwarning: ${printable(warning.message, 500)}${file}`);
  }
  if (warnings.length > 10) console.log(`\nand ${warnings.length - 10} more warnings: see the manifest`);
  const place = (...parts: string[]) => oneLine(archive.locate([plan.run.archive, ...parts].join('/')));
  console.log(`\nFiles:    ${place()}`);
  console.log(`Mail:     ${place(messageFileOf(manifest).file)}`);
  console.log(`Manifest: ${place(MANIFEST)}`);
}

function outcome({ id, status, rows, error }: ManifestReport, manifest: Manifest): string {
  if (status === 'failed') return `FAILED: ${printable(`${error?.name}: ${error?.message}`, 500)}`;
  const files = rowFilesOf(manifest, id).map(({ file }) => file);
  return `${String(rows).padStart(8)} rows  ${files.join(', ')}`;
}
