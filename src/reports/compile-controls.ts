import { CONTROL_COLUMNS, CONTROLS_REPORT, type ControlColumn, SEVERITIES } from '../run/judgement.ts';
import type { Report } from '../run/report.ts';
import { eventColumns } from '../table/cloudtrail-columns.ts';
import type { Often, ReadControl } from './control-file.ts';
import { type Compiled, controlMarks, inFile } from './control-marks.ts';
import { inTotalOrder } from './row-order.ts';
import { tokenize } from './sql-tokens.ts';

type Counted = Compiled & { often: Often };

const MADE: readonly ControlColumn[] = ['control', 'severity', 'detail'];
/** What `events` calls a column, where it has another name. */
const SOURCES: Partial<Record<ControlColumn, string>> = {
  recipientaccountid: 'calledaccount',
  arn: 'useridentity.arn',
  accesskeyid: 'useridentity.accesskeyid',
  sourceidentity: 'useridentity.sessioncontext.sourceidentity',
  invokedby: 'useridentity.invokedby',
};
/** Request parameters that say whom or what a call was about, and with what. The first of each in the text is taken. */
const TARGETS = [
  'userName|roleName|groupName|instanceProfileName|name|trailName|bucketName|keyId|groupId|functionName|secretId',
  'snapshotId|imageId|instanceId|dBSnapshotIdentifier|dBClusterSnapshotIdentifier|repositoryName|detectorId|analyzerName',
  'configurationRecorderName|deliveryChannelName|accountId|policyId|targetId|targetPrincipal|principalId|regionName|vpcId',
  'routeTableId|networkAclId|internetGatewayId|domainName|topicArn|resourceArn|roleArn|hostedZoneId|modelId|documentName',
  'dBInstanceIdentifier|dBClusterIdentifier|target|RegionName|logGroupName|resolverQueryLogConfigId',
].join('|');
const MEANS = 'policyArn|policyName|accessKeyId|serialNumber|attributeName|cidrIp|cidrIpv6|cidrBlock';
/** Not a derived column: DuckDB would search the parameters of every event for it, not of the few that are found. */
const TARGET = `nullif(concat_ws(' ', ${[TARGETS, MEANS]
  .map((names) => `nullif(regexp_extract(requestparameters, '"(?:${names})" ?: ?"([^"]+)"', 1), '')`)
  .join(',\n')}), '')`;
/** Of `detail`, which may be anything that a caller sent. */
const LONGEST_DETAIL = 300;

/**
 * Makes one report of all controls, an event and control a row. Its statement reads the logs once, whatever their number:
 * each event gets the ids of its controls as one text, which few have, and only those are looked at further.
 *
 * @param derived names of the derived columns
 * @returns undefined where no control has a condition
 */
export function compileControls(
  controls: readonly ReadControl[],
  derived: readonly string[],
): Omit<Report, 'derived'> | undefined {
  const compiled = controls.filter((read): read is Compiled => read.condition !== undefined);
  if (compiled.length === 0) return undefined;
  return {
    id: CONTROLS_REPORT,
    title: 'Controls',
    description:
      'Events that somebody should look at: a row for each event and control that it is of. docs/controls.md says what the controls are.',
    translations: {
      ja: {
        title: 'コントロール',
        description:
          '確認が必要なイベント。イベントとそれに該当するコントロールごとに1行です。コントロールの一覧は docs/controls.md にあります。',
      },
    },
    counts: ['control', 'identity'],
    emptyIsGood: true,
    sql: inTotalOrder(statement(compiled, derived)),
    source: { file: 'sql/controls', line: 1 },
    controls: controls.map(({ control }) => control),
  };
}

function statement(controls: readonly Compiled[], derived: readonly string[]): string {
  const counted = controls.filter((read): read is Counted => read.often !== undefined);
  const queries = [
    query(
      'looked',
      `SELECT ${[...read(controls, derived), `${controlMarks(controls)} AS marks`].join(',\n')}\nFROM events`,
    ),
    // A dry run changes nothing.
    query(
      'marked',
      `SELECT *\nFROM looked\nWHERE marks <> ''\nAND coalesce(errorcode, '') NOT LIKE '%DryRunOperation'`,
    ),
    query('found', found(controls, counted)),
    ...(counted.length > 0 ? countingQueries(counted) : []),
  ];
  const last = counted.length > 0 ? `ranked\nWHERE place = 1` : 'found';
  return `WITH ${queries.join(',\n')}\nSELECT ${CONTROL_COLUMNS.join(', ')}\nFROM ${last}`;
}

/** What is read of each event: not `*`, for which one machine would load every column. */
function read(controls: readonly Compiled[], derived: readonly string[]): string[] {
  const shown = CONTROL_COLUMNS.filter((column) => !MADE.includes(column)).map((column) => {
    const source = SOURCES[column];
    return source ? `${source} AS ${column}` : column;
  });
  const named = new Set(
    controls.flatMap(({ detail }) => tokenize(detail?.sql ?? '').tokens.map(({ name }) => name)),
  );
  const others = [...Object.keys(eventColumns), ...derived];
  const isShown = (name: string) => CONTROL_COLUMNS.some((column) => column === name);
  return [...shown, ...others.filter((name) => named.has(name) && !isShown(name))];
}

function query(name: string, sql: string): string {
  return `${name} AS (\n${sql}\n)`;
}

function found(controls: readonly Compiled[], counted: readonly Counted[]): string {
  const columns = CONTROL_COLUMNS.map((column) => {
    if (column === 'control') return `replace(mark, '<', '') AS control`;
    if (column === 'severity') return `${severity(controls)} AS severity`;
    return column === 'detail' ? `substr(${detail(controls)}, 1, ${LONGEST_DETAIL}) AS detail` : column;
  });
  const more = [
    "strpos(mark, '<') > 0 AS isbefore",
    // TRY: a record without a valid time must not fail the report.
    'try(from_iso8601_timestamp(eventtime)) AS moment',
  ];
  const list = [...columns, ...(counted.length > 0 ? more : [])].join(',\n');
  return `SELECT DISTINCT\n${list}\nFROM marked, UNNEST(split(marks, ' ')) AS each_mark(mark)`;
}

function severity(controls: readonly Compiled[]): string {
  const cases = SEVERITIES.flatMap((value) => {
    const its = ids(controls.filter(({ control }) => control.severity === value));
    return its ? [`WHEN replace(mark, '<', '') IN (${its}) THEN '${value}'`] : [];
  });
  return `CASE ${cases.join(' ')} END`;
}

function detail(controls: readonly Compiled[]): string {
  const own = controls.flatMap(({ control: { id }, detail }) =>
    detail ? [`WHEN '${id}' THEN (\n${inFile(detail)}\n)`] : [],
  );
  return own.length > 0 ? `CASE mark ${own.join('\n')} ELSE ${TARGET} END` : TARGET;
}

/**
 * Of the few events found: how many share a value with each, in how long a time; and then which are rows. A control that
 * counts its own events shows the newest of those that share a value.
 */
function countingQueries(counted: readonly Counted[]): string[] {
  const own = ids(counted.filter(({ often }) => !often.after));
  const isCounted = own ? `(isbefore OR control IN (${own}))` : 'isbefore';
  const windows = [...new Map(counted.map(({ often }) => [nameOf(often), often]))].flatMap(
    ([name, often]) => {
      const over = `OVER (
PARTITION BY control, recipientaccountid, ${often.same} ORDER BY moment
RANGE BETWEEN INTERVAL '${often.minutes}' MINUTE PRECEDING AND CURRENT ROW)`;
      return [
        `count(CASE WHEN ${isCounted} THEN 1 END) ${over} AS times_${name}`,
        `min(CASE WHEN ${isCounted} THEN eventtime END) ${over} AS since_${name}`,
      ];
    },
  );
  const cases = (value: (often: Often) => string) =>
    counted
      .map(({ control: { id }, often }) => {
        const enough = `NOT isbefore AND ${often.same} IS NOT NULL AND times_${nameOf(often)} >= ${often.times}`;
        return `WHEN control = '${id}' AND ${enough} THEN ${value(often)}`;
      })
      .join('\n');
  const times = cases(
    (often) => `concat(CAST(times_${nameOf(often)} AS VARCHAR), 'x since ', since_${nameOf(often)})`,
  );
  const columns = CONTROL_COLUMNS.map((column) =>
    column === 'detail' ? `CASE ${times} ELSE detail END AS detail` : column,
  );
  const place = own
    ? `CASE WHEN control IN (${own}) THEN row_number() OVER (
PARTITION BY control, recipientaccountid, shared ORDER BY eventtime DESC, eventid) ELSE 1 END`
    : '1';
  return [
    query('counted', `SELECT *,\n${windows.join(',\n')}\nFROM found`),
    query(
      'enough',
      `SELECT ${columns.join(',\n')},\nCASE ${cases(({ same }) => same)} END AS shared\nFROM counted`,
    ),
    query(
      'ranked',
      `SELECT *, ${place} AS place\nFROM enough\nWHERE shared IS NOT NULL OR control NOT IN (${ids(counted)})`,
    ),
  ];
}

function nameOf({ same, minutes }: Often): string {
  return `${same}_${minutes}`;
}

function ids(controls: readonly Compiled[]): string {
  return controls.map(({ control }) => `'${control.id}'`).join(', ');
}
