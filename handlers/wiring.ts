/** What every handler needs: the configuration, the environment, the log. */
import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import type { Config } from '../src/config/config.ts';
import { RequestError } from '../src/errors.ts';
import type { Clock } from '../src/ports.ts';
import type { Run } from '../src/run/run.ts';
import { errorRecord } from './error-record.ts';

/** Checked and put into each bundle by the packaging: infra/settings.ts. */
declare const AUDIT_CONFIG: Config;

export const config = AUDIT_CONFIG;
export const logger = new Logger();

// The runtime writes what a handler throws to the log, message and all, by this: only that it happened is left of it.
// https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/LogPatch.js
console.error = (what: unknown) => logger.error(typeof what === 'string' ? what : 'Invoke Error');

export const now: Clock = () => new Date().toISOString();

/** @throws Error where the variable is not set */
export function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`the environment variable ${name} is missing: see serverless.yml`);
  return value;
}

/** The stack's own table over the collected events, quoted; undefined where the setting `history` is off. */
export function historyTable(): string | undefined {
  const name = environment('HISTORY_TABLE');
  return name ? `"${config.table.database}"."${name}"` : undefined;
}

/**
 * A handler whose log lines carry the run's id as soon as it is known. An error is logged, then thrown to
 * the caller: the state machine, the schedule or a person.
 */
export function logged<Input, Output>(step: (input: Input) => Promise<Output>) {
  return async (input: Input, context: Context): Promise<Output> => {
    logger.resetKeys();
    logger.addContext(context);
    const { run } = (input ?? {}) as { run?: Pick<Run, 'runId'> };
    if (run) logger.appendKeys({ runId: run.runId });
    try {
      return await step(input);
    } catch (error) {
      if (error instanceof RequestError && !run) {
        // Lambda's answer shows the lines of the stack as a list: here one line a fault, and nothing of the code.
        error.stack = String(error);
        logger.warn('the request was refused', { faults: error.faults.length });
      } else {
        logger.error('failed', { failure: errorRecord(error) });
        if (error instanceof Error) shorten(error);
      }
      throw error;
    }
  };
}

const LARGEST_MESSAGE_BYTES = 1000;

/** The state machine carries every report's error along, in 256 KiB for all. */
function shorten(error: Error): void {
  let bytes = 0;
  let kept = '';
  for (const character of error.message) {
    bytes += bytesInState(character);
    if (bytes > LARGEST_MESSAGE_BYTES) break;
    kept += character;
  }
  if (kept !== error.message) error.message = `${kept}…`;
  error.stack = error.name;
}

/** A Lambda's error is JSON that is a string in the state's JSON: there a quotation mark takes four bytes. */
function bytesInState(text: string): number {
  const inside = (value: string) => JSON.stringify(value).slice(1, -1);
  return Buffer.byteLength(inside(inside(text)));
}
