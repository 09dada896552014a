// Prints the bill of materials of the npm package, CycloneDX: what it installs, and the libraries that are bundled into it.
// `npm sbom` knows the latter as tools of development only.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagesInBundle } from '../bin/bundle.js';

const npm = ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'application'];
const bill = JSON.parse(execFileSync('npm', npm, { encoding: 'utf8', maxBuffer: 1e8 }));
const { name, version } = packageOf('.');
const bundled = (await packagesInBundle()).map(packageOf).map((one) => `${one.name}@${one.version}`);

const components = bill.components.filter(
  (one) => bundled.includes(one['bom-ref']) || !one.properties.some(isDevelopment),
);
const missing = bundled.filter((ref) => !components.some((one) => one['bom-ref'] === ref));
if (missing.length > 0) throw new Error(`npm sbom does not name ${missing.join(', ')}`);
const refs = [`${name}@${version}`, ...components.map((one) => one['bom-ref'])];

bill.metadata.component.name = name;
bill.components = components.map((one) => ({
  ...one,
  properties: one.properties.filter((property) => !isDevelopment(property)),
}));
bill.dependencies = bill.dependencies
  .filter(({ ref }) => refs.includes(ref))
  .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((one) => refs.includes(one)) }));
process.stdout.write(`${JSON.stringify(bill, undefined, 2)}\n`);

function isDevelopment(property) {
  return property.name === 'cdx:npm:package:development';
}

function packageOf(directory) {
  return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
}
