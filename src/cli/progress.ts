import yoctoSpinner from 'yocto-spinner';
import type { FlowEvent } from '../adapters/local-flow.ts';
import type { Progress } from './run.ts';

/** Shows how a run gets on, on standard error where that is a terminal. */
export function watchRun({ silent }: { silent: boolean }): Progress & { end(): void } {
  if (silent || !process.stderr.isTTY) return { read: () => {}, flow: () => {}, end: () => {} };
  const spinner = yoctoSpinner({ text: 'Looking for log files', stream: process.stderr }).start();
  const archived: string[] = [];
  return {
    read({ files, bytes }) {
      spinner.text = `Read ${files} log files, ${(bytes / 1e6).toFixed(1)} MB`;
    },
    flow(event) {
      const report = archivedReport(event);
      if (report) archived.push(report);
      if (report) spinner.text = `Archived ${archived.join(', ')}`;
    },
    end: () => spinner.stop(),
  };
}

function archivedReport(event: FlowEvent): string | undefined {
  if (event?.type !== 'StateExited' || event.state.name !== 'ArchiveReport') return undefined;
  return (event.state.output as { id?: string } | undefined)?.id;
}
