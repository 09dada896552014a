import { type Command, InvalidArgumentError } from 'commander';
import { SAMPLE_DEFAULTS } from '../sample/sample.ts';
import { writeSample } from './sample.ts';
import { oneLine } from './terminal.ts';

export function addSampleCommand(program: Command): void {
  program
    .command('sample')
    .description('write realistic sample logs, the same for the same options')
    .requiredOption('--out <dir>', 'directory to write AWSLogs/… into')
    .option('--days <number>', 'days of logs, the last one 2025-10-31', wholeNumber, SAMPLE_DEFAULTS.days)
    .option('--events <number>', 'events in all', wholeNumber, SAMPLE_DEFAULTS.events)
    .option('--seed <number>', 'another seed gives another sample', wholeNumber, SAMPLE_DEFAULTS.seed)
    .addHelpText('after', '\nExample:\n  npm run audit -- sample --out ./logs --days 7 --events 50000')
    .action(async (options: Parameters<typeof writeSample>[0]) => {
      const { files, events, firstDay, lastDay } = await writeSample(options);
      console.log(
        `${events} events of ${firstDay} to ${lastDay} in ${files} files below ${oneLine(options.out)}`,
      );
    });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is needed, such as 3.');
  return Number(text);
}
