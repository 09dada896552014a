import type { Plugin } from 'esbuild';

declare const leanBundles: Plugin[];
export = leanBundles;
