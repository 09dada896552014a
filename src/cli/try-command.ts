import { join } from 'node:path';
import type { Command } from 'commander';
import { SAMPLE_DEFAULTS } from '../sample/sample-options.ts';
import type { Io, OnEnd } from './terminal.ts';

const HELP = `
Example:
  cloudtrail-audit try --out ./cloudtrail-audit-try`;

export function addTryCommand(program: Command, io: Io, onEnd: OnEnd): void {
  program
    .command('try')
    .description('write sample logs, and run all reports over their last full day')
    .option('--out <dir>', 'directory for logs/ and archive/', './cloudtrail-audit-try')
    .addHelpText('after', HELP)
    .action(async ({ out }: { out: string }) => {
      const [{ writeSample }, { printRun }] = await Promise.all([
        import('./write-sample.ts'),
        import('./run-on-logs.ts'),
      ]);
      const logs = join(out, 'logs');
      await writeSample({ out: logs, ...SAMPLE_DEFAULTS });
      onEnd(await printRun({ logs, out: join(out, 'archive') }, io));
    });
}
