import { RequestError } from '../errors.ts';

/** @returns undefined where the work ends in faults, which join the others */
export async function gathered<T>(faults: string[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    faults.push(...error.faults);
    return undefined;
  }
}
