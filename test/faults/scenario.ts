import { gzipSync } from 'node:zlib';
import type { Answer } from '../e2e/lambda-environment.ts';
import type { Lane } from './lane.ts';
import { DAY, LARGE_DAY, VICTIM } from './sample.ts';

/** How it comes about that the call is made. */
export interface Scenario {
  day: string;
  /** what happens before anything fails */
  prepare?(event: object, lane: Lane): Promise<void>;
  /** what happens while it fails: the event is sent as the schedule sends its own, unless given */
  act?(event: object, lane: Lane): Promise<Answer>;
  /** undoes what `prepare` left */
  tidy?(lane: Lane): void;
}

const NAMED = 'AWSLogs/111122223333/CloudTrail/us-east-1/2025/10/30/named.json.gz';

function failingOn(content: Uint8Array): Scenario {
  return {
    day: DAY,
    async prepare(_, lane) {
      await lane.put(NAMED, content);
      const reason = `HIVE_CURSOR_ERROR: Failed to read file at s3://${lane.logBucket}/${NAMED}`;
      const error = { ErrorCategory: 2, ErrorType: 1006, Retryable: false };
      lane.athena.failQuery({ state: 'FAILED', reason, error }, lane.isOfVictim);
    },
  };
}

const again = (event: object) => ({ ...event, resend: true });

export const SCENARIOS = {
  /** a run of a day */
  run: { day: DAY },
  /** a run whose CSV is uploaded in parts */
  'large run': { day: LARGE_DAY },
  /** a query that does not end by itself */
  'endless query': {
    day: DAY,
    async prepare(_, lane) {
      lane.pace.lapse = VICTIM;
      lane.athena.failQuery({ state: 'RUNNING' }, lane.isOfVictim);
    },
    tidy(lane) {
      lane.pace.lapse = undefined;
    },
  },
  /** a query fails on a log file that is damaged */
  'damaged file': failingOn(Buffer.from('no log')),
  /** a query fails on a log file because S3 did for a moment */
  'whole file': failingOn(gzipSync('{"Records":[]}')),
  /** the event of a run that was made comes again */
  'second event': {
    day: DAY,
    async prepare(event, lane) {
      await lane.schedule.send(event);
      await lane.settled();
    },
  },
  /** a person asks for a run that broke off, and waits for the answer */
  'broken run': {
    day: DAY,
    async prepare(event, lane) {
      const isMail = ({ operation, key }: { operation: string; key?: string }) =>
        operation === 'PutObject' && key?.endsWith('/message.eml') === true;
      lane.inject({ fault: 'access denied', matches: isMail });
      await lane.schedule.send(event);
      await lane.settled();
      lane.heal();
    },
    act: (event, lane) => lane.start(again(event)),
  },
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;
