import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { LockedError, RequestError } from '../errors.ts';
import { VERSION } from '../version.ts';
import { addDailyCommand } from './daily-command.ts';
import { addDdlCommand } from './ddl-command.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addEvidenceCommand } from './evidence-command.ts';
import { addQueryCommand } from './query-command.ts';
import { addReviewCommand } from './review-command.ts';
import { addRunCommand } from './run-command.ts';
import { addSampleCommand } from './sample-command.ts';
import { addSqlCommand } from './sql-command.ts';
import { type Io, oneLine, severalLines } from './terminal.ts';
import { addTryCommand } from './try-command.ts';
import { addVerifyCommand } from './verify-command.ts';
import { addWhoCommand } from './who-command.ts';

/**
 * Exit statuses: done; a run failed, is partial or not whole, or the doctor found a fault; the request was wrong; another
 * process does the same (EX_TEMPFAIL of sysexits.h).
 */
const EXIT = { done: 0, incomplete: 1, wrongRequest: 2, locked: 75 };

/** What they do is loaded when they are called: help, and what is wrong with options, take no more than these. */
export const COMMANDS = [
  addTryCommand,
  addRunCommand,
  addDailyCommand,
  addQueryCommand,
  addWhoCommand,
  addSampleCommand,
  addDdlCommand,
  addSqlCommand,
  addVerifyCommand,
  addReviewCommand,
  addEvidenceCommand,
  addDoctorCommand,
];

const TERMINAL: Io = { out: console.log, error: console.error, write: writeToStdout };

/**
 * @param args as they were typed, without node and the script
 * @returns the exit status
 */
export async function main(args: readonly string[], io = TERMINAL): Promise<number> {
  let status = EXIT.done;
  const program = new Command('cloudtrail-audit')
    .description('Reports from CloudTrail logs: who signed in, who failed to, what users and roles did.')
    .version(VERSION)
    .helpCommand(false)
    .showHelpAfterError('(--help shows the options and examples)')
    .configureOutput({
      writeOut: (text) => io.out(text.replace(/\n$/, '')),
      writeErr: (text) => io.error(severalLines(text.replace(/\n$/, ''))),
    })
    .hook('preAction', (_, command) => useFoundConfig(command, io))
    .exitOverride();
  for (const add of COMMANDS) {
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
    if (error instanceof LockedError) {
      io.error(`error: ${oneLine(error.message)}`);
      return EXIT.locked;
    }
    const cause = firstCause(error);
    // An error of the operating system, such as a full disk, needs no stack.
    if (isOfSystem(cause)) io.error(`error: ${oneLine(cause.message)}`);
    else io.error(`error: ${oneLine(String(cause))}\n\n${severalLines(inspect(error))}`);
    return EXIT.incomplete;
  }
}

function writeToStdout(rows: string | Uint8Array): Promise<boolean> {
  // Without a listener the error of a pipe whose reader has gone would end the process.
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => {});
  return new Promise((resolve, reject) => {
    process.stdout.write(rows, (error) => {
      if (!error) resolve(true);
      else if ('code' in error && error.code === 'EPIPE') resolve(false);
      else reject(error);
    });
  });
}

/** A command that takes a configuration takes the one that is found, unless one is named. */
async function useFoundConfig(command: Command, io: Io): Promise<void> {
  const { config, logs, quiet } = command.opts<{ config?: string; logs?: string; quiet?: boolean }>();
  // On this machine the doctor looks at log files alone.
  const takesOne = logs === undefined || command.name() !== 'doctor';
  const named = config !== undefined || !command.options.some(({ long }) => long === '--config');
  if (named || !takesOne) return;
  const { foundConfig } = await import('./config-file.ts');
  const found = await foundConfig();
  if (found === undefined) return;
  command.setOptionValue('config', found);
  if (!quiet) io.error(`config: ${oneLine(found)}`);
}

function firstCause(error: unknown): unknown {
  return error instanceof Error && error.cause ? firstCause(error.cause) : error;
}

function isOfSystem(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
