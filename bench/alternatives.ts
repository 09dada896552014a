/** What reads the same log files otherwise: each command does some of what a run does. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Temporal } from 'temporal-polyfill';

/** Those of the first release, which the compiled program writes too. */
export const FIVE_REPORTS = [
  'console-logins',
  'failed-console-logins',
  'iam-user-actions',
  'iam-role-actions',
  'coverage',
];

export const FLOOR = 'bare DuckDB, one pass into a table, 5 COPYs';

/** @param from first and last day: `2025-10-31` */
export function alternatives(logs: string, out: string, from: string, to: string): Record<string, string[]> {
  const days = [from];
  const next = (day: string) => Temporal.PlainDate.from(day).add({ days: 1 }).toString();
  while ((days.at(-1) ?? '') <= to) days.push(next(days.at(-1) ?? ''));
  const patterns = days.map((day) => `${logs}/AWSLogs/*/CloudTrail/*/${day.replaceAll('-', '/')}/*.json.gz`);
  const window = [`${from}T00:00:00`, `${next(to)}T00:00:00`];
  const bare = (mode: string) => ['node', 'dist/bench/bare-duckdb.js', mode, out, ...window, ...patterns];
  // Of printf, which the shell does itself: a command takes fewer names than this.
  const unzipped = (filter: string) => [
    'sh',
    '-c',
    `printf '%s\\n' ${patterns.join(' ')} | xargs gzip -dc | ${filter}`,
  ];
  return {
    [FLOOR]: bare('table'),
    'bare DuckDB, count of all records': bare('count'),
    'gzip -dc of all files': unzipped('cat >/dev/null'),
    ...(isHere('jq') && {
      'jq, failed console logins only': unzipped(`jq -c '${failedLogins(window)}' >${out}/jq`),
    }),
    ...(isHere('python3') && {
      'Python, iam-role-actions only': [
        'python3',
        'bench/role-actions.py',
        `${out}/python.csv`,
        ...window,
        ...patterns,
      ],
    }),
    ...(isHere('suzaku') && { 'suzaku aws-ct-timeline': suzaku(logs, out, window) }),
    ...(isHere('tailpipe') && { 'tailpipe collect': tailpipe(logs, out, from) }),
    ...(process.env.BENCH_LIMIT && {
      'compiled program, 5 reports': [process.env.BENCH_LIMIT, 'full', logs, out, ...window],
    }),
  };
}

/** Says what is not on this machine. */
export function absent(): string {
  const missing = ['jq', 'python3', 'suzaku', 'tailpipe'].filter((name) => !isHere(name));
  if (!process.env.BENCH_LIMIT) missing.push('a compiled program (BENCH_LIMIT)');
  return missing.length > 0 ? `not on this machine: ${missing.join(', ')}` : '';
}

function isHere(command: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
}

function failedLogins([from, to]: string[]): string {
  const isFailed =
    '.eventName == "ConsoleLogin" and (.responseElements.ConsoleLogin == "Failure" or .userIdentity.userName == "HIDDEN_DUE_TO_SECURITY_REASONS")';
  return `.Records[] | select(.eventTime >= "${from}" and .eventTime < "${to}" and ${isFailed})`;
}

/** https://yamato-security.github.io/suzaku/commands/dfir-timeline/ */
function suzaku(logs: string, out: string, [from, to]: string[]): string[] {
  const window = ['--timeline-start', `${from}Z`, '--timeline-end', `${to}Z`];
  return [
    'suzaku',
    'aws-ct-timeline',
    '-q',
    '-N',
    '-T',
    '-C',
    '-d',
    logs,
    '-o',
    `${out}/suzaku.csv`,
    ...window,
  ];
}

/** https://hub.tailpipe.io/plugins/turbot/aws/tables/aws_cloudtrail_log, with the plugin aws */
function tailpipe(logs: string, out: string, from: string): string[] {
  const source = `source "file" {\n paths = ["${resolve(logs)}"]\n file_layout = "%{DATA}.json.gz"\n}`;
  writeFileSync(`${out}.tpc`, `partition "aws_cloudtrail_log" "bench" {\n${source}\n}\n`);
  const collect = ['tailpipe', 'collect', 'aws_cloudtrail_log.bench', '--config-path', resolve(out, '..')];
  return [...collect, '--from', from, '--overwrite', '--progress=false'];
}
