/** Which AWS operations a handler's code can ask for, read from the code itself. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Call, callsOfPorts } from './port-calls.ts';

/**
 * What each port's methods send, for those methods that are called by the port's name (`engine.start(`) in the code that
 * is left of the handler and all that it imports once unused code is gone.
 */
export async function callsOf(handler: string): Promise<Call[]> {
  const ports = await callsOfPorts();
  const code = await codeOf(handler);
  // esbuild numbers names that clash: engine2.
  const isCalled = (method: string) => new RegExp(`\\b${method.replace('.', '\\d*\\.')}\\(`).test(code);
  return Object.entries(ports).flatMap(([method, calls]) => (isCalled(method) ? calls : []));
}

async function codeOf(handler: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [handler],
    absWorkingDir: fileURLToPath(new URL('../../', import.meta.url)),
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  return outputFiles.map(({ text }) => text).join('\n');
}
