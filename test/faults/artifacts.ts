import { fileURLToPath } from 'node:url';

/** Where `package.ts` leaves the packaged stack. */
export const ARTIFACTS = fileURLToPath(new URL('../../dist/faults', import.meta.url));
