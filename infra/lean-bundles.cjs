/** esbuild plugins for the functions' bundles: every kilobyte less is a twentieth of a millisecond less of a cold start. */
const { readFile } = require('node:fs/promises');
const { isBuiltin } = require('node:module');

/**
 * The SDK's schemas have keys that are constants, `[_h]: …`. To esbuild such a key may be code that must run, so a bundle
 * would keep the schemas of every operation of a service. Written out, those that no command needs go.
 */
const sdkSchemas = {
  name: 'sdk-schemas',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@aws-sdk[\\/]client-.+[\\/]schemas[\\/]schemas_0\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const constants = new Map(
        Array.from(source.matchAll(/^const (\w+) = ("[^"\\]*");$/gm), ([, name, text]) => [name, text]),
      );
      const written = (key, name) => (constants.has(name) ? `${constants.get(name)}:` : key);
      return { contents: source.replace(/\[(\w+)\]:/g, written), loader: 'js' };
    });
  },
};

/** nodemailer looks up the media types of attachments that have none; those of a run's files are given. */
const mediaTypes = {
  name: 'media-types',
  setup({ onLoad }) {
    const contents = `
      export const detectMimeType = () => 'application/octet-stream';
      export const detectExtension = () => 'bin';`;
    onLoad({ filter: /[\\/]nodemailer[\\/].+[\\/]mime-types\.js$/ }, () => ({ contents, loader: 'js' }));
  },
};

/**
 * The SDK has a part for operations that stream events, as S3 Select does; no function calls one. It is loaded when needed:
 * for that, esbuild would make all that it shares with the rest of the SDK into functions, which V8 parses twice.
 */
const eventStreams = {
  name: 'event-streams',
  setup({ onResolve, onLoad }) {
    const namespace = 'event-streams';
    onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ path }) => ({ path, namespace }));
    const contents = `
      export const resolveEventStreamSerdeConfig = (config) => config;
      export const eventStreamSerdeProvider = undefined;
      export class EventStreamSerde {
        constructor() {
          throw new Error('no function reads a stream of events: see infra/lean-bundles.cjs');
        }
      }`;
    onLoad({ filter: /./, namespace }, () => ({ contents, loader: 'js' }));
  },
};

/** Of a package's own description its version is read. */
const packageVersions = {
  name: 'package-versions',
  setup({ onLoad }) {
    onLoad({ filter: /[/]package\.json$/ }, ({ path }) => {
      const { version } = require(path);
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/**
 * Where an import names one of Node's modules, Node reads all that the module exports, and so makes what else is made on
 * demand: the streams of `process`, for one. This reads what is imported.
 */
const nodeModules = {
  name: 'node-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /./ }, ({ path, kind }) =>
      isBuiltin(path) && kind === 'import-statement' ? { path, namespace: 'node-modules' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'node-modules' }, ({ path }) => {
      const names = Object.keys(require(path)).filter(
        (name) => /^[A-Za-z]\w*$/.test(name) && name !== 'default',
      );
      const lines = names.map((name) => `export const ${name} = /* @__PURE__ */ (() => module.${name})();`);
      const module = `const module = process.getBuiltinModule(${JSON.stringify(path)});`;
      return { contents: [module, 'export default module;', ...lines].join('\n'), loader: 'js' };
    });
  },
};

module.exports = [sdkSchemas, mediaTypes, eventStreams, packageVersions, nodeModules];
