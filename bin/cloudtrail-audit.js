#!/usr/bin/env node
import module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.js';

const directory = await bundle();
// From Node.js 22 on: what was compiled once is read.
module.enableCompileCache?.(join(directory, 'compiled'));
// Stacks of errors name the sources, not the bundle.
process.setSourceMapsEnabled(true);

const { main } = await import(pathToFileURL(join(directory, 'audit.js')).href);
process.exitCode = await main(process.argv.slice(2));
