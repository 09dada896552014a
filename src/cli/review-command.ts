import type { Command } from 'commander';
import type { ReviewOptions } from './review.ts';
import type { Io } from './terminal.ts';

const HELP = `
RUN is the folder of a run, a directory or s3://bucket/runs/YYYY/MM/DD/RUN-ID. With --out it is a run id, or the day on
which the window of the run begins.

Examples:
  cloudtrail-audit review s3://my-archive/runs/2026/11/21/scheduled-20261120T2130Z-20261121T2130Z-1a2b3c4d \\
    --by "Aiko Sato" --note "two new roles, both asked for" --ticket SEC-12
  cloudtrail-audit review 2026-11-21 --out ./archive --by "Aiko Sato"
  cloudtrail-audit review --last --out ./archive --by "Aiko Sato" \\
    --finding root-used:1f0c2d3e=followed-up,SEC-13 --finding sign-in-without-mfa:all=false-alarm,,"Identity Center"

Exit status: 0 written; 2 the request was wrong, and nothing was written.`;

export function addReviewCommand(program: Command, io: Io): void {
  program
    .command('review')
    .description('record that a person reviewed a run: review-1.json beside its manifest, then review-2.json')
    .argument('[run]', 'folder of a run; with --out its id, or the day on which its window begins')
    .option('--by <name>', 'the reviewer (required)')
    .option('--note <text>', 'what was seen and done')
    .option('--ticket <id>', 'a ticket; give the option again for more', each)
    .option(
      '--finding <text>',
      'CONTROL:EVENTID=false-alarm or =followed-up, then [,TICKET[,NOTE]]; again',
      each,
    )
    .option('--out <place>', 'the archive, a directory or s3://bucket/prefix')
    .option('--last', 'the newest complete run of the archive')
    .option('--region <name>', "AWS region of the bucket (default: the user's own)")
    .option('--json', 'print the review as JSON, and nothing else')
    .addHelpText('after', HELP)
    .action(async (run: string | undefined, options: ReviewOptions & { json?: boolean }) => {
      const { printReview } = await import('./review.ts');
      await printReview({ ...options, run }, io);
    });
}

function each(text: string, before: readonly string[] = []): string[] {
  return [...before, text];
}
