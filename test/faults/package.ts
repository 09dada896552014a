/** Packages the stack for the matrix: with a ceiling for the cost of runs, so that the start function estimates it. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageChanged } from '../e2e/packaged.ts';
import { ARTIFACTS } from './artifacts.ts';

const scratch = await mkdtemp(join(tmpdir(), 'faults-'));
try {
  await packageChanged(scratch, (yaml) =>
    yaml.replace(/^ {4}mute: \{\}$/m, '    limits: { usdPerRun: 20 }\n    mute: {}'),
  );
  await rm(ARTIFACTS, { recursive: true, force: true });
  await cp(join(scratch, '.serverless'), ARTIFACTS, { recursive: true });
} finally {
  await rm(scratch, { recursive: true, force: true });
}
