import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { RequestError } from '../errors.ts';
import { VERSION } from '../version.ts';
import { type Io, type OnEnd, oneLine, severalLines } from './terminal.ts';

/** Exit statuses: done; a run failed, is partial or not whole, or the doctor found a fault; the request was wrong. */
const EXIT = { done: 0, incomplete: 1, wrongRequest: 2 };

type AddCommand = (program: Command, io: Io, onEnd: OnEnd) => void;

// Only the command asked for is loaded.
const COMMANDS: Record<string, () => Promise<AddCommand>> = {
  run: async () => (await import('./run-command.ts')).addRunCommand,
  sample: async () => (await import('./sample-command.ts')).addSampleCommand,
  ddl: async () => (await import('./ddl-command.ts')).addDdlCommand,
  sql: async () => (await import('./sql-command.ts')).addSqlCommand,
  verify: async () => (await import('./verify-command.ts')).addVerifyCommand,
  review: async () => (await import('./review-command.ts')).addReviewCommand,
  doctor: async () => (await import('./doctor-command.ts')).addDoctorCommand,
};

const TERMINAL: Io = { out: console.log, error: console.error };

/**
 * @param args as they were typed, without node and the script
 * @returns the exit status
 */
export async function main(args: readonly string[], io = TERMINAL): Promise<number> {
  let status = EXIT.done;
  const program = new Command('audit')
    .description('Reports from CloudTrail logs: who signed in, who failed to, what users and roles did.')
    .version(VERSION)
    .helpCommand(false)
    .showHelpAfterError('(--help shows the options and examples)')
    .configureOutput({
      writeOut: (text) => io.out(text.replace(/\n$/, '')),
      writeErr: (text) => io.error(severalLines(text.replace(/\n$/, ''))),
    })
    .exitOverride();
  const named = COMMANDS[args[0] ?? ''];
  for (const load of named ? [named] : Object.values(COMMANDS)) {
    const add = await load();
    add(program, io, (well) => {
      if (!well) status = EXIT.incomplete;
    });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.wrongRequest;
    if (error instanceof RequestError) {
      for (const fault of error.faults) io.error(`error: ${oneLine(fault)}`);
      return EXIT.wrongRequest;
    }
    const cause = firstCause(error);
    // An error of the operating system, such as a full disk, needs no stack.
    if (isOfSystem(cause)) io.error(`error: ${oneLine(cause.message)}`);
    else io.error(`error: ${oneLine(String(cause))}\n\n${severalLines(inspect(error))}`);
    return EXIT.incomplete;
  }
}

function firstCause(error: unknown): unknown {
  return error instanceof Error && error.cause ? firstCause(error.cause) : error;
}

function isOfSystem(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
