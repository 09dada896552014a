import { RequestError } from '../src/errors.ts';

/** The faults for which something is refused. */
export function faultsOf(make: () => unknown): readonly string[] {
  try {
    make();
  } catch (error) {
    if (error instanceof RequestError) return error.faults;
    throw error;
  }
  throw new Error('nothing was refused');
}
