// Reads the answer of `npm audit --json`: high and critical findings fail. A registry that has no answer is said to have
// none: that is no pass, and no failure of the project.
import { text } from 'node:stream/consumers';

const answer = parsed(await text(process.stdin));

if (answer?.auditReportVersion === undefined) {
  process.stdout.write(
    `NOT AUDITED: the registry gave no answer (${answer?.message ?? answer?.error?.code ?? 'no JSON'})\n`,
  );
} else {
  const { total, high, critical } = answer.metadata.vulnerabilities;
  process.stdout.write(`${total} findings, of which ${high} high and ${critical} critical\n`);
  for (const { name, severity, range, via } of Object.values(answer.vulnerabilities)) {
    const why = via.map((cause) => cause.url ?? cause).join(', ');
    process.stdout.write(`  ${severity}: ${name} ${range} (${why})\n`);
  }
  process.exitCode = high + critical > 0 ? 1 : 0;
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
