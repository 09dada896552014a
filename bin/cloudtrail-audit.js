#!/usr/bin/env node
import { bundle } from './bundle.js';

// Stacks of errors name the sources, not the bundle.
process.setSourceMapsEnabled(true);

const { main } = await import(await bundle());
process.exitCode = await main(process.argv.slice(2));
