// Reads the answer of `npm audit --json`: high and critical findings in what users or AWS get fail; those of the tools of
// development are named. A registry that has no answer is said to have none: that is no pass, and no failure of the project.
import { text } from 'node:stream/consumers';
import { packagesInBundle } from '../bin/bundle.js';

const answer = parsed(await text(process.stdin));

if (answer?.auditReportVersion === undefined) {
  process.stdout.write(
    `NOT AUDITED: the registry gave no answer (${answer?.message ?? answer?.error?.code ?? 'no JSON'})\n`,
  );
} else {
  const bundled = await packagesInBundle();
  // Beside these a package has DuckDB, and a function has Powertools.
  const isShipped = (node) =>
    bundled.some((path) => path.endsWith(`/${node}`)) || /(^|\/)@(duckdb|aws-lambda-powertools)\//.test(node);
  let failing = 0;
  for (const { name, severity, range, via, nodes } of Object.values(answer.vulnerabilities)) {
    const shipped = nodes.some(isShipped);
    if (shipped && ['high', 'critical'].includes(severity)) failing += 1;
    const why = via.map((cause) => cause.url ?? cause).join(', ');
    process.stdout.write(`  ${severity}${shipped ? '' : ', not shipped'}: ${name} ${range} (${why})\n`);
  }
  process.stdout.write(`${failing} high or critical findings in what is shipped\n`);
  process.exitCode = failing > 0 ? 1 : 0;
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
