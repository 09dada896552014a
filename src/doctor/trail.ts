/** Whether the trails of this account that write to the log bucket record everything, and deliver it. */
import { type Answer, type Finding, fault, findings, judge, notChecked, ok, warning } from './finding.ts';
import { judgeKey, type Key } from './key.ts';
import type { Setup } from './setup.ts';

export interface Trail {
  arn: string;
  homeRegion: string;
  multiRegion: boolean;
  logFileValidation: boolean;
  /** of its log files; undefined: none of KMS */
  key: Key | undefined;
  status: Answer<TrailStatus>;
}

export interface TrailStatus {
  logging: boolean;
  /** the instant; undefined: it never stopped, or never began */
  stopped: string | undefined;
  /** what S3 answered to the last delivery, such as `AccessDenied`; undefined: nothing wrong */
  deliveryError: string | undefined;
  digestError: string | undefined;
}

const CHECK = 'trail';

/** @param answer the trails of this account, and of its organization, that write to the log bucket */
export function judgeTrails(answer: Answer<readonly Trail[]>, { logs }: Setup): Finding[] {
  const seen = `none of this account writes to s3://${logs.bucket}/${logs.prefix}; trails of other accounts are not checked`;
  const none = ok(CHECK, seen);
  return judge(answer, none, (trails) => (trails.length === 0 ? none : trails.flatMap(judgeTrail)));
}

function judgeTrail(trail: Trail): Finding[] {
  const { arn, homeRegion, multiRegion, logFileValidation, key, status } = trail;
  const name = arn.split('/').at(-1) ?? arn;
  const update = `aws cloudtrail update-trail --name ${arn} --region ${homeRegion}`;
  const noDigests = `${name} writes no digest files: changed or removed log files go unnoticed`;
  const found = findings(
    judgeStatus(name, trail, status),
    !multiRegion && warning(CHECK, `${name} records ${homeRegion} only`, `${update} --is-multi-region-trail`),
    !logFileValidation && warning(CHECK, noDigests, `${update} --enable-log-file-validation`),
  );
  const whole = ok(CHECK, `${name} is logging in every region, with log file validation`);
  return findings(found.length > 0 ? found : whole, key && judgeKey('log file key', key));
}

function judgeStatus(name: string, { arn, homeRegion }: Trail, answer: Answer<TrailStatus>): Finding[] {
  if (answer.kind === 'absent') return [fault(CHECK, `${name} was removed a moment ago`, 'run doctor again')];
  if (answer.kind !== 'found') return [notChecked(CHECK, answer)];
  const { logging, stopped, deliveryError, digestError } = answer.value;
  const since = stopped ? ` since ${stopped}` : '';
  const start = `find out who stopped it (docs/operations.md, "A silent account"), then aws cloudtrail start-logging --name ${arn} --region ${homeRegion}`;
  const permit =
    "correct the bucket's policy, or that of the key, for cloudtrail.amazonaws.com; what was lost meanwhile may come late";
  const lost = (file: string, error: string) => `${name} could not deliver its last ${file}: ${error}`;
  return findings(
    !logging && fault(CHECK, `${name} is not logging${since}`, start),
    deliveryError !== undefined && fault(CHECK, lost('log file', deliveryError), permit),
    digestError !== undefined && warning(CHECK, lost('digest file', digestError), permit),
  );
}
