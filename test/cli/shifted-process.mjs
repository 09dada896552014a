/**
 * Loaded into a process of the command line before its own code: the clock begins at `TEST_NOW`, and with `TEST_KILL_AT` the
 * process is killed right before that many changes of files, its first being 1.
 */
import { promises } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';

const { TEST_NOW, TEST_KILL_AT } = process.env;

const Present = Date;
const ahead = Present.parse(TEST_NOW) - Present.now();
globalThis.Date = class extends Present {
  constructor(...given) {
    super(...(given.length > 0 ? given : [Present.now() + ahead]));
  }
  static now() {
    return Present.now() + ahead;
  }
};

if (TEST_KILL_AT && isMainThread) {
  let left = Number(TEST_KILL_AT);
  for (const name of ['link', 'mkdir', 'mkdtemp', 'open', 'rename', 'rm', 'utimes', 'writeFile']) {
    const change = promises[name];
    promises[name] = (...given) => {
      left -= 1;
      if (left === 0) process.kill(process.pid, 'SIGKILL');
      return change(...given);
    };
  }
  syncBuiltinESMExports();
}
