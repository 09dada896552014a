// Loaded into the command line's process: it is killed as soon as a file of the archive has got its name.
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';

for (const operation of ['link', 'rename']) {
  const perform = files[operation];
  files[operation] = async (from, to) => {
    await perform(from, to);
    if (basename(to) === process.env.KILLED_AT) process.kill(process.pid, 'SIGKILL');
  };
}
syncBuiltinESMExports();
