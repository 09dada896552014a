/** Whether Athena's workgroup can run the reports, and what keeps it from reading too much. */
import { numbersIn } from '../../mail/numbers.ts';
import { type Finding, fault, ok, warning } from '../finding.ts';
import { type Answer, judge } from './answer.ts';

export interface Workgroup {
  enabled: boolean;
  /** `Athena engine version 3` */
  engine: string;
  /** bytes at which a query is cut off */
  cutoff: number | undefined;
  /** whether its settings go before those of whoever starts a query */
  enforced: boolean;
  /** `s3://bucket/prefix/` */
  outputLocation: string | undefined;
  /** whether Athena keeps results itself, where nobody reads them from S3 */
  managedResults: boolean;
}

const { bytes } = numbersIn('en');

/** @param output where results are to go if the workgroup does not say so */
export function judgeWorkgroup(name: string, answer: Answer<Workgroup>, output?: string): Finding[] {
  const check = 'workgroup';
  return judge(check, answer, {
    absent: () => [
      fault(
        check,
        `there is no workgroup ${name} in this region`,
        'give another --workgroup or --region, or make it',
      ),
    ],
    found: (workgroup) => [
      workgroup.enabled
        ? ok(check, `${name} is enabled`)
        : fault(check, `${name} is disabled: it takes no query`, 'enable it'),
      engine(workgroup),
      cutoff(workgroup),
      results(workgroup, output),
      ...enforcement(workgroup),
    ],
  });
}

function engine({ engine }: Workgroup): Finding {
  const check = 'engine';
  if (engine === 'Athena engine version 3') return ok(check, engine);
  return fault(
    check,
    `${engine || 'not named'}: the reports are written for Athena engine version 3`,
    'choose that version in the workgroup',
  );
}

function cutoff({ cutoff }: Workgroup): Finding {
  const check = 'scan limit';
  if (cutoff) return ok(check, `a query is cut off at ${bytes(cutoff)}`);
  return warning(
    check,
    'none: a query may read, and cost, any amount',
    'set BytesScannedCutoffPerQuery in the workgroup',
  );
}

function results({ outputLocation, managedResults }: Workgroup, output: string | undefined): Finding {
  const check = 'results';
  if (managedResults) {
    return fault(
      check,
      'the workgroup leaves results to Athena (managed query results), but reports are read from S3',
      'switch managed query results off, and give the workgroup a place in S3',
    );
  }
  if (outputLocation) return ok(check, `${outputLocation}, as the workgroup says`);
  if (output) return ok(check, `${output}, as --output says`);
  return fault(check, 'the workgroup names no place for results', 'give it one in S3, or give --output');
}

function enforcement({ enforced, outputLocation }: Workgroup): Finding[] {
  if (enforced || !outputLocation) return [];
  return [
    warning(
      'enforcement',
      'whoever starts a query may put its results elsewhere than the workgroup says, and not encrypted',
      'enforce the settings of the workgroup',
    ),
  ];
}

/** @returns where results go, if anything is known of it */
export function resultLocation(answer: Answer<Workgroup>, output?: string): string | undefined {
  if (answer.kind !== 'found') return output;
  const { enforced, outputLocation } = answer.value;
  return enforced ? outputLocation : (output ?? outputLocation);
}
