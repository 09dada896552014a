// Stands in for Lambda's Node.js runtime: takes the events from the parent process one after the other.
// Plain JavaScript: it runs beside the bundles, as they are.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import { begin, end, hang, remaining } from './steered-clock.mjs';

const { LAMBDA_TASK_ROOT, _HANDLER, AWS_SDK_UA_APP_ID } = process.env;

// Where services are told who calls, they are told which process: a test may kill it, or let its call hang.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html
if (AWS_SDK_UA_APP_ID) process.env.AWS_SDK_UA_APP_ID = `${AWS_SDK_UA_APP_ID}-${process.pid}`;

const [, module, name] = /^(.+)\.(\w+)$/.exec(_HANDLER);

const handler = import(pathToFileURL(join(LAMBDA_TASK_ROOT, `${module}.mjs`))).then((bundle) => bundle[name]);
// Told to whoever calls: until then it is nobody's.
handler.catch(() => {});

process.on('message', async ({ hangs, ...invocation }) => {
  if (hangs) hang(hangs);
  else process.send(await invoke(invocation));
});

async function invoke({ event, context, seconds }) {
  begin(seconds * 1000, () => process.send({ timedOut: true }));
  try {
    const output = await (await handler)(event, { ...context, getRemainingTimeInMillis: remaining });
    return { output: JSON.stringify(output) ?? 'null' };
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client does
    console.error('Invoke Error', JSON.stringify(shown(error)));
    return { error: shown(error) };
  } finally {
    end();
  }
}

// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
function shown(error) {
  if (!types.isNativeError(error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return { errorType: error.name, errorMessage: error.message, trace: error.stack.split('\n') };
}
