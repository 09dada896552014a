import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { RequestError } from '../errors.ts';
import { addDdlCommand } from './ddl-command.ts';
import { addDoctorCommand } from './doctor-command.ts';
import { addRunCommand } from './run-command.ts';
import { addSampleCommand } from './sample-command.ts';
import { addSqlCommand } from './sql-command.ts';
import { oneLine, severalLines } from './terminal.ts';
import { addVerifyCommand } from './verify-command.ts';

/** Exit statuses: done; a run failed, is partial or not whole, or the doctor found a fault; the request was wrong. */
const EXIT = { done: 0, incomplete: 1, wrongRequest: 2 };

const program = new Command('audit')
  .description('Reports from CloudTrail logs: who signed in, who failed to, what users and roles did.')
  .helpCommand(false)
  .showHelpAfterError('(--help shows the options and examples)')
  .configureOutput({ writeErr: (text) => process.stderr.write(severalLines(text)) })
  .exitOverride();

addRunCommand(program, (succeeded) => {
  if (!succeeded) process.exitCode = EXIT.incomplete;
});
addSampleCommand(program);
addDdlCommand(program);
addSqlCommand(program);
addVerifyCommand(program, (whole) => {
  if (!whole) process.exitCode = EXIT.incomplete;
});
addDoctorCommand(program, (sound) => {
  if (!sound) process.exitCode = EXIT.incomplete;
});

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError)
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.wrongRequest;
  else if (error instanceof RequestError) {
    for (const fault of error.faults) console.error(`error: ${oneLine(fault)}`);
    process.exitCode = EXIT.wrongRequest;
  } else {
    const cause = firstCause(error);
    // What the machine refuses, as on a full disk, needs no more words.
    if (isOfSystem(cause)) console.error(`error: ${oneLine(cause.message)}`);
    else console.error(`error: ${oneLine(String(cause))}\n\n${severalLines(inspect(error))}`);
    process.exitCode = EXIT.incomplete;
  }
}

function firstCause(error: unknown): unknown {
  return error instanceof Error && error.cause ? firstCause(error.cause) : error;
}

function isOfSystem(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error;
}
