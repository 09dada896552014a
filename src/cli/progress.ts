import yoctoSpinner from 'yocto-spinner';
import type { FlowEvent } from '../adapters/local/local-flow.ts';

/** What a terminal shows while a run goes on. */
export interface Progress {
  read(read: { files: number; bytes: number }): void;
  flow(event: FlowEvent): void;
}

/** Shows how a run gets on, on standard error where that is a terminal. */
export function watchRun({ silent }: { silent: boolean }): Progress & { end(): void } {
  if (silent || !process.stderr.isTTY) return { read: () => {}, flow: () => {}, end: () => {} };
  const spinner = yoctoSpinner({ text: 'Starting', stream: process.stderr }).start();
  const archived: string[] = [];
  let started = 0;
  return {
    read({ files, bytes }) {
      spinner.text = `Read ${files} log files, ${(bytes / 1e6).toFixed(1)} MB`;
    },
    flow(event) {
      if (event?.type === 'StateRetried') spinner.text = `Trying again: ${event.state.name}`;
      if (event?.type !== 'StateExited') return;
      const { name, output } = event.state;
      if (name === 'RunQuery') {
        started += 1;
        spinner.text = started === 1 ? 'Running a query' : `Running ${started} queries`;
      }
      if (name === 'ArchiveReport') {
        archived.push((output as { id: string }).id);
        spinner.text = `Archived ${archived.join(', ')}`;
      }
    },
    end: () => spinner.stop(),
  };
}
