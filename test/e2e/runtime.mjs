// Stands in for Lambda's Node.js runtime: takes the events from the parent process one after the other.
// Plain JavaScript: it runs beside the bundles, as they are.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';

const { LAMBDA_TASK_ROOT, _HANDLER } = process.env;
const [, module, name] = /^(.+)\.(\w+)$/.exec(_HANDLER);

const handler = import(pathToFileURL(join(LAMBDA_TASK_ROOT, `${module}.mjs`))).then((bundle) => bundle[name]);
// Told to whoever calls: until then it is nobody's.
handler.catch(() => {});

process.on('message', async ({ event, context, deadline }) => {
  const getRemainingTimeInMillis = () => deadline - Date.now();
  try {
    const output = await (await handler)(event, { ...context, getRemainingTimeInMillis });
    process.send({ output: JSON.stringify(output) ?? 'null' });
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client does
    console.error('Invoke Error', JSON.stringify(shown(error)));
    process.send({ error: shown(error) });
  }
});

// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
function shown(error) {
  if (!types.isNativeError(error)) {
    return { errorType: typeof error, errorMessage: String(error), trace: [] };
  }
  return { errorType: error.name, errorMessage: error.message, trace: error.stack.split('\n') };
}
