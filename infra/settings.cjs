// osls loads CommonJS. The rules are TypeScript: they share the schema of src/config/config.ts with the Lambdas.
const { require: load } = require('tsx/cjs/api');

// osls asks once for each variable that names the settings.
const shown = new Set();

module.exports = async ({ resolveConfigurationProperty, resolveVariable }) => {
  const { deploymentOf } = load('./settings.ts', __filename);
  const { retiredSettings } = load('../src/config/config.ts', __filename);
  const settings = await resolveConfigurationProperty(['custom', 'settings']);
  for (const notice of retiredSettings(settings)) {
    if (!shown.has(notice)) process.stderr.write(`notice: serverless.yml: ${notice}\n`);
    shown.add(notice);
  }
  try {
    return await deploymentOf(settings, {
      now: new Date().toISOString(),
      stage: await resolveVariable('sls:stage'),
    });
  } catch (error) {
    // osls prints the stack where there is one; of settings that are at fault only the faults are of use.
    if (error.name === 'RequestError') error.stack = `serverless.yml is at fault:\n${error.message}\n`;
    throw error;
  }
};
