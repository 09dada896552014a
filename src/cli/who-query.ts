import { isIP } from 'node:net';

/** What a name is taken for. */
export type NameKind = 'access key' | 'account' | 'address' | 'caller';

/** Values of a part that are kept: the most frequent. */
export const MOST_VALUES = 1000;

export function nameKind(name: string): NameKind {
  if (/^(?:AKIA|ASIA)[A-Z0-9]{12,}$/i.test(name)) return 'access key';
  if (/^\d{12}$/.test(name)) return 'account';
  return isIP(name) > 0 ? 'address' : 'caller';
}

/** The parts of the answer, and the values that each counts the calls by; a part may take only some of the calls. */
const PARTS = {
  all: { a: "'all'" },
  caller: { a: 'caller' },
  identity: { a: 'identity' },
  action: { a: 'eventsource', b: 'eventname' },
  network: { a: 'coalesce(sourcenetwork, sourceipaddress)' },
  agent: { a: 'useragentfamily' },
  region: { a: 'awsregion' },
  account: { a: 'calledaccount' },
  // Temporary keys rotate: a role has thousands.
  key: { a: "CASE WHEN key LIKE 'ASIA%' THEN 'temporary keys' ELSE key END", only: 'key IS NOT NULL' },
  refusal: { a: "concat(eventsource, ' ', eventname)", b: 'errorcode', only: "outcome = 'Failure'" },
  signin: { a: 'outcome', b: 'mfa', only: "kind = 'sign-in'" },
} satisfies Record<string, Counted>;

interface Counted {
  a: string;
  b?: string;
  only?: string;
}

/** `similar`: callers with the text in their names, where nobody has the name. `control`: controls that found a call. */
export type Part = keyof typeof PARTS | 'similar' | 'control';

/**
 * One query over `events` for all that is said of a name, for DuckDB: a row for each value of each part, with `part`, `a`,
 * `b`, `calls`, `refused`, `first_seen` and `last_seen`, the most frequent first.
 *
 * @param controls the SQL of the report of all controls; absent: there are none
 */
export function whoQuery(name: string, controls: string | undefined): string {
  const parts = Object.entries<Counted>(PARTS);
  const each = (texts: readonly string[]) => `unnest(ARRAY[${texts.join(', ')}])`;
  const part = each(parts.map(([id, { only }]) => (only ? `CASE WHEN ${only} THEN '${id}' END` : `'${id}'`)));
  // One pass and one GROUP BY for all parts: an engine with little memory has none for a dozen at once.
  return `WITH mine AS (
  SELECT coalesce(principal, identity) AS caller, identity, eventid, eventtime, eventsource, eventname, sourcenetwork,
    sourceipaddress, useragentfamily, awsregion, calledaccount, nullif(useridentity.accesskeyid, '') AS key, outcome, errorcode,
    kind, mfa
  FROM events
  WHERE ${condition(name)}
),
listed AS (
  SELECT ${part} AS part, ${each(parts.map(([, { a }]) => a))} AS a,
    ${each(parts.map(([, { b }]) => b ?? 'CAST(NULL AS VARCHAR)'))} AS b, outcome, eventtime
  FROM mine
  UNION ALL SELECT 'similar', coalesce(principal, identity), NULL, outcome, eventtime
  FROM events
  WHERE NOT EXISTS (SELECT 1 FROM mine) AND strpos(lower(coalesce(principal, identity)), ${text(name)}) > 0${
    controls === undefined
      ? ''
      : `
  UNION ALL SELECT 'control', control, severity, outcome, eventtime
  FROM (
${controls}
) AS found
  WHERE eventid IN (SELECT eventid FROM mine)`
  }
),
counted AS (
  SELECT part, a, b, count(*) AS calls, count(CASE WHEN outcome = 'Failure' THEN 1 END) AS refused,
    min(eventtime) AS first_seen, max(eventtime) AS last_seen
  FROM listed
  WHERE part IS NOT NULL
  GROUP BY part, a, b
),
ranked AS (SELECT *, row_number() OVER (PARTITION BY part ORDER BY calls DESC, a, b) AS place FROM counted)
SELECT part, a, b, calls, refused, first_seen, last_seen
FROM ranked
WHERE place <= ${MOST_VALUES}
ORDER BY part, place`;
}

function condition(name: string): string {
  const value = text(name);
  switch (nameKind(name)) {
    case 'access key':
      return `lower(useridentity.accesskeyid) = ${value}`;
    case 'account':
      return `useridentity.accountid = ${value}`;
    case 'address':
      return `lower(sourceipaddress) = ${value}`;
    case 'caller':
      return `lower(coalesce(principal, identity)) = ${value}
    OR lower(split_part(principal, '/', 2)) = ${value}
    OR lower(split_part(principal, '/', 3)) = ${value}
    OR lower(identity) = ${value}
    OR lower(useridentity.arn) = ${value}
    OR lower(useridentity.sessioncontext.sessionissuer.arn) = ${value}`;
  }
}

function text(name: string): string {
  return `'${name.toLowerCase().replaceAll("'", "''")}'`;
}
