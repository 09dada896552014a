import type { Command } from 'commander';
import { SAMPLE_DEFAULTS, type SampleOptions } from '../sample/sample-options.ts';
import { wholeNumber } from './shared-options.ts';
import { type Io, oneLine } from './terminal.ts';

export function addSampleCommand(program: Command, io: Io): void {
  program
    .command('sample')
    .description('write realistic sample logs, the same for the same options')
    .requiredOption('--out <dir>', 'directory to write AWSLogs/… into')
    .option('--days <number>', 'days of logs, the last one 2025-10-31', wholeNumber, SAMPLE_DEFAULTS.days)
    .option('--events <number>', 'number of events in total', wholeNumber, SAMPLE_DEFAULTS.events)
    .option('--seed <number>', 'another seed gives another sample', wholeNumber, SAMPLE_DEFAULTS.seed)
    .addHelpText('after', '\nExample:\n  cloudtrail-audit sample --out ./logs --days 7 --events 50000')
    .action(async (options: SampleOptions & { out: string }) => {
      const { writeSample } = await import('./write-sample.ts');
      const { files, events, firstDay, lastDay } = await writeSample(options);
      io.out(`${events} events of ${firstDay} to ${lastDay} in ${files} files below ${oneLine(options.out)}`);
    });
}
