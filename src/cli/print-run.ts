import { jsonText } from '../archive/json-text.ts';
import { numbersIn } from '../mail/numbers.ts';
import { printable } from '../mail/printable.ts';
import type { ManifestReport } from '../run/manifest.ts';
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
  for (const report of reports) console.log(`  ${report.id.padEnd(width)}  ${outcome(report)}`);
  for (const warning of warnings.slice(0, 10)) {
    const file = 'file' in warning ? ` (${oneLine(warning.file)})` : '';
    console.log(`\nwarning: ${printable(warning.message, 500)}${file}`);
  }
  if (warnings.length > 10) console.log(`\nand ${warnings.length - 10} more warnings: see the manifest`);
  const place = (key: string) => oneLine(archive.locate(key));
  console.log(`\nCSVs:     ${place(plan.run.archive)}`);
  console.log(`Mail:     ${place(`${plan.run.archive}/message.eml`)}`);
  console.log(`Manifest: ${place(`${plan.run.archive}/manifest.json`)}`);
}

function outcome({ status, rows, file, error }: ManifestReport): string {
  if (status === 'failed') return `FAILED: ${printable(`${error?.name}: ${error?.message}`, 500)}`;
  return `${String(rows).padStart(8)} rows  ${file}`;
}
