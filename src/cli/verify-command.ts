import type { Command } from 'commander';
import type { Io, OnEnd } from './terminal.ts';

const HELP = `
RUN is the directory of a run, a run in a bucket (s3://bucket/runs/YYYY/MM/DD/RUN-ID), or an archive or any folder
of it, and then every run below is verified. Every file is read.

Examples:
  cloudtrail-audit verify ./archive/runs/2026/11/21/manual-20261121T0000Z-20261122T0000Z-9c1d04aa
  cloudtrail-audit verify ./archive/runs/2026/11
  cloudtrail-audit verify s3://my-archive/runs/2026/11/21 --json

Exit status: 0 every run is whole; 1 a file is missing, changed or not listed; 2 the request was wrong.`;

export function addVerifyCommand(program: Command, io: Io, onEnd: OnEnd): void {
  program
    .command('verify')
    .description('check the files of archived runs against their manifests')
    .argument('<run>', 'directory or s3://bucket/prefix of a run, or of a folder with runs below it')
    .option('--region <name>', "AWS region of the bucket (default: the user's own)")
    .option('--json', 'print the findings as JSON, and nothing else')
    .addHelpText('after', HELP)
    .action(async (place: string, options: { json?: boolean; region?: string }) => {
      const { printVerified } = await import('./verify.ts');
      onEnd(await printVerified(place, options, io));
    });
}
