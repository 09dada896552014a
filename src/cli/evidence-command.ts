import type { Command } from 'commander';
import type { EvidenceOptions } from './print-evidence.ts';
import type { Io, OnEnd } from './terminal.ts';

const HELP = `
Prints an index of the runs whose windows begin on the days asked for: windows, gaps between them, reviewers, tickets,
rows, and the sha256 of each manifest. Every file of these runs is read and compared with its manifest.

Examples:
  cloudtrail-audit evidence --out ./archive --from 2026-11-01 --to 2026-11-30 > evidence.csv
  cloudtrail-audit evidence --out s3://my-archive --from 2026-10-01 --to 2026-12-31 --format html > evidence.html

Exit status: 0 every run is whole; 1 a run is not whole or not complete; 2 the request was wrong.`;

export function addEvidenceCommand(program: Command, io: Io, onEnd: OnEnd): void {
  program
    .command('evidence')
    .description('print an index of a period for an auditor: runs, gaps, reviews, hashes')
    .option('--out <place>', 'the archive, a directory or s3://bucket/prefix (required)')
    .option('--from <day>', 'first local day, 2026-11-01 (required)')
    .option('--to <day>', 'last local day, included (required)')
    .option('--format <name>', 'csv or html (default: csv)')
    .option('--language <code>', 'en or ja (default: en)')
    .option('--region <name>', "AWS region of the bucket (default: the user's own)")
    .addHelpText('after', HELP)
    .action(async (options: EvidenceOptions) => {
      const { printEvidence } = await import('./print-evidence.ts');
      onEnd(await printEvidence(options, io));
    });
}
