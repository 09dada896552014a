import { shown } from '../errors.ts';
import { CONTROL_COLUMNS, SERVICES_GROUP } from '../run/judgement.ts';
import { valueTest } from './value-test.ts';

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_NAME_LENGTH = 40;
/** The columns of `controls` that say who calls, or where. The others narrow a group. */
const CALLERS: readonly string[] = [
  'identity',
  'arn',
  'accesskeyid',
  'sourceidentity',
  'sourceipaddress',
  'useragent',
  'invokedby',
  'recipientaccountid',
];

/** Of a column, callers who have nothing in common: a value that matches all of them names nobody. */
const STRANGERS: Readonly<Record<string, readonly string[]>> = {
  identity: ['alice', 'assumed-role/deploy/i-0a1b'],
  arn: ['arn:aws:iam::111122223333:user/alice', 'arn:aws:sts::444455556666:assumed-role/deploy/i-0a1b'],
  accesskeyid: ['AKIAIOSFODNN7EXAMPLE', 'ASIAY34FZKBOKMUTVV7A'],
  sourceipaddress: ['192.0.2.1', '203.0.113.254'],
  useragent: ['aws-cli/2.31.0', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'],
  recipientaccountid: ['111122223333', '444455556666'],
};

/** What is wrong with a group: `groups.deploy.identity: …`. */
export function groupFaults(name: string, rule: Readonly<Record<string, readonly string[]>>): string[] {
  const group = `groups.${name}`;
  const columns = Object.keys(rule);
  const known = columns.map((column) => column.toLowerCase());
  const everybody = `${group}: matches everybody; name callers by ${CALLERS.join(', ')}`;
  return [
    ...nameFaults(name, group),
    ...columns
      .filter((column) => !(CONTROL_COLUMNS as readonly string[]).includes(column.toLowerCase()))
      .map((column) => `${group}.${column}: unknown column; expected one of ${CONTROL_COLUMNS.join(', ')}`),
    ...columns
      .filter((column, i) => known.indexOf(column.toLowerCase()) !== i)
      .map((column) => `${group}.${column}: this column is given twice; give each once`),
    ...(known.some((column) => CALLERS.includes(column)) ? [] : [everybody]),
    ...Object.entries(rule).flatMap(([column, values]) =>
      values
        .filter((value) => isEverybody(column.toLowerCase(), value))
        .map(
          (value) =>
            `${group}.${column}: ${shown(value)} matches everybody; name the callers, or remove the column`,
        ),
    ),
  ];
}

function isEverybody(column: string, value: string): boolean {
  return /^\*+$/.test(value) || (STRANGERS[column]?.every(valueTest([value])) ?? false);
}

function nameFaults(name: string, group: string): string[] {
  if (name === SERVICES_GROUP)
    return [`${group}: this group exists by itself, for AWS services; use another name`];
  if (NAME.test(name) && name.length <= MAX_NAME_LENGTH) return [];
  return [
    `${group}: not a name; give at most ${MAX_NAME_LENGTH} lower-case letters, digits and hyphens, as deploy-roles`,
  ];
}
