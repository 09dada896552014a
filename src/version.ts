import packageFile from '../package.json' with { type: 'json' };

/** Of this tool. */
export const VERSION = packageFile.version;
