/** Whether Athena's workgroup can run the reports, and what keeps it from reading too much. */
import { numbersIn } from '../mail/numbers.ts';
import { type Bucket, judgeBucket } from './bucket.ts';
import { type Answer, type Finding, fault, judge, ok, warning } from './finding.ts';
import type { Setup } from './setup.ts';

export interface Workgroup {
  settings: Answer<WorkgroupSettings>;
  /** undefined: no location of results is known */
  results: Bucket | undefined;
}

export interface WorkgroupSettings {
  enabled: boolean;
  /** `Athena engine version 3` */
  engine: string;
  /** bytes at which Athena stops a query */
  cutoff: number | undefined;
  /** whether its settings overrule those of a query */
  enforced: boolean;
  /** `s3://bucket/prefix/` */
  outputLocation: string | undefined;
  /** whether Athena keeps results itself, outside the account's S3 */
  managedResults: boolean;
}

const ENGINE = 'Athena engine version 3';
const { bytes } = numbersIn('en');

export function judgeWorkgroup({ settings, results }: Workgroup, setup: Setup): Finding[] {
  const { workgroup: name, output, region } = setup;
  const absent = `workgroup ${name} does not exist in this region`;
  const create = 'create it, or give another --workgroup or --region';
  return [
    ...judge(settings, fault('workgroup', absent, create), (found) => [
      found.enabled
        ? ok('workgroup', `${name} is enabled`)
        : fault('workgroup', `${name} is disabled: no query can run`, 'enable it'),
      engine(found),
      scanLimit(found),
      resultsIn(found, output),
      ...enforcement(found),
    ]),
    ...(results ? judgeBucket('result bucket', results, region) : []),
  ];
}

function engine({ engine }: WorkgroupSettings): Finding {
  if (engine === ENGINE) return ok('engine', engine);
  return fault('engine', `${engine || 'unknown'}: reports need ${ENGINE}`, 'choose it in the workgroup');
}

function scanLimit({ cutoff }: WorkgroupSettings): Finding {
  const check = 'scan limit';
  if (cutoff) return ok(check, `a query stops at ${bytes(cutoff)}`);
  const seen = 'none: a query may read, and cost, any amount';
  return warning(check, seen, 'set BytesScannedCutoffPerQuery in the workgroup');
}

function resultsIn(
  { outputLocation, managedResults }: WorkgroupSettings,
  output: string | undefined,
): Finding {
  const check = 'results';
  if (managedResults) {
    const seen = 'the workgroup uses managed query results, but reports are read from S3';
    return fault(check, seen, 'turn managed query results off, and set a result location in S3');
  }
  if (outputLocation) return ok(check, `${outputLocation}, set in the workgroup`);
  if (output) return ok(check, `${output}, from --output`);
  return fault(check, 'the workgroup has no result location', 'set one in S3, or give --output');
}

function enforcement({ enforced, outputLocation }: WorkgroupSettings): Finding[] {
  if (enforced || !outputLocation) return [];
  const seen = 'the workgroup does not enforce its settings: a query may put results elsewhere, unencrypted';
  return [warning('enforcement', seen, 'enforce the settings of the workgroup')];
}

/** @returns where results go, as far as is known */
export function resultLocation(answer: Answer<WorkgroupSettings>, output?: string): string | undefined {
  if (answer.kind !== 'found') return output;
  const { enforced, outputLocation } = answer.value;
  return enforced ? outputLocation : (output ?? outputLocation);
}
