import type { Command } from 'commander';
import type { Printed, RunOptions } from './options.ts';
import { withEvents } from './shared-options.ts';
import type { Io, OnEnd } from './terminal.ts';

const HELP = `
NAME is a user's or role's name, with its account where several have it (111122223333/user/tanaka), an ARN, an Identity
Center person (aiko@example.com), an account id, an access key id or an address. Without --from and --to it reads the
last full day in the logs. With --out it reads the history of the archive's scheduled runs, and the logs for the rest.

Examples:
  cloudtrail-audit who tanaka --logs ./logs
  cloudtrail-audit who AKIAIOSFODNN7EXAMPLE --logs ./logs --last 7d --json
  cloudtrail-audit who tanaka --out ./archive --last 90d

Exit status: 0 done; 1 no calls were found, or some may be missing; 2 the request was wrong, or several have the name.`;

export function addWhoCommand(program: Command, io: Io, onEnd: OnEnd): void {
  withEvents(
    program
      .command('who')
      .description('what one caller did: a person, role, account, access key or address')
      .argument('<name>', 'of the caller'),
    ', and that says what is new of the caller',
  )
    .option('--json', 'print JSON and nothing else')
    .addHelpText('after', HELP)
    .action(async (name: string, options: RunOptions & Printed) => {
      const { printWho } = await import('./who.ts');
      onEnd(await printWho({ ...options, name }, io));
    });
}
