import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { statementOf } from '../../src/reports/statement.ts';
import type { Plan } from '../../src/run/run.ts';
import { type Account, openAccount } from '../e2e/account.ts';
import type { Services } from '../e2e/functions.ts';
import { runToEnd } from '../e2e/outcome.ts';
import { type Packaged, readPackaged } from '../e2e/packaged.ts';
import { emptyDirectory } from '../logs.ts';
import { ARTIFACTS } from './artifacts.ts';
import type { Fault } from './fault.ts';
import { type Interference, startGateway } from './gateway.ts';
import { DAY_BEFORE, REPORTS, sampleOf, VICTIM } from './sample.ts';
import type { Service, ServiceCall } from './service-call.ts';

export interface Injection {
  fault: Fault;
  matches(call: ServiceCall, lane: Lane): boolean;
  /** how many such calls go through before it */
  skip?: number;
  /** of how many calls; all, unless given */
  times?: number;
}

export interface Lane extends Account {
  logBucket: string;
  /** Whether a query is of the report whose calls fail. */
  isOfVictim(query: { sql: string } | undefined): boolean;
  /** Lets calls fail until `heal`. */
  inject(...injections: Injection[]): void;
  /** Ends all faults. @returns how many calls failed by each of them */
  heal(): number[];
  /** Puts a log file into the log bucket. */
  put(key: string, content: Uint8Array): Promise<void>;
  /** Removes what lies in the archive below a folder. */
  forget(folder: string): Promise<void>;
}

const SERVICES: readonly Service[] = ['s3', 'ses', 'athena', 'stepFunctions'];

/** @param options other logs, and another stack, than those of the matrix */
export async function openLane(options?: { logs: string; packaged: Packaged }): Promise<Lane> {
  const logs = options?.logs ?? (await sampleOf());
  const packaged = options?.packaged ?? (await readPackaged(await emptyDirectory(), ARTIFACTS));
  let active: { injection: Injection; skipped: number; failed: number }[] = [];
  const faultOf = (call: ServiceCall) => {
    const found = active.find(
      ({ injection: { matches, times = Number.POSITIVE_INFINITY }, failed }) =>
        failed < times && matches(call, lane),
    );
    if (!found) return undefined;
    if (found.skipped < (found.injection.skip ?? 0)) {
      found.skipped += 1;
      return undefined;
    }
    found.failed += 1;
    return found.injection.fault;
  };
  const gateways: { close(): Promise<void> }[] = [];
  const through = async (services: Services) => {
    const entries = SERVICES.map(async (service) => {
      const interference: Interference = { faultOf, onHang: (pid, call) => account.lambda.hang(pid, call) };
      const gateway = await startGateway(service, services[service].url, interference);
      gateways.push(gateway);
      return [service, gateway] as const;
    });
    return Object.fromEntries(await Promise.all(entries)) as unknown as Services;
  };
  const account = await openAccount(packaged, {
    logs,
    firstPolls: [],
    functions: {
      through,
      variables: (name) => ({ AWS_SDK_UA_APP_ID: name }),
    },
  });
  const client = new S3Client(account.s3.client);
  let victimSql: string | undefined;
  const lane: Lane = {
    ...account,
    logBucket: packaged.logs.bucket,
    isOfVictim: (query) => query !== undefined && ofAnyDay(query.sql) === victimSql,
    inject(...injections) {
      active = injections.map((injection) => ({ injection, skipped: 0, failed: 0 }));
    },
    heal() {
      const counts = active.map(({ failed }) => failed);
      active = [];
      return counts;
    },
    async put(Key, Body) {
      await client.send(new PutObjectCommand({ Bucket: packaged.logs.bucket, Key, Body }));
    },
    async forget(folder) {
      for (const Key of await account.buckets.keys(account.archiveBucket, `${folder}/`))
        await client.send(new DeleteObjectCommand({ Bucket: account.archiveBucket, Key }));
    },
    async close() {
      client.destroy();
      await account.close();
      await Promise.all(gateways.map((gateway) => gateway.close()));
    },
  };
  // With which later runs are compared.
  const event = { from: DAY_BEFORE, to: DAY_BEFORE, reports: REPORTS };
  await runToEnd(lane.schedule.send(event), lane);
  const { run, reports }: Plan = JSON.parse(lane.stepFunctions.executions[0]?.input ?? '');
  const victim = reports.find(({ id }) => id === VICTIM);
  victimSql = victim && ofAnyDay(statementOf(victim, run.events).sql);
  return lane;
}

/** The column `late` names the window's beginning. */
function ofAnyDay(sql: string): string {
  return sql.replaceAll(/'\d{4}-\d\d-\d\dT[\d:]+Z?'/g, "'TIME'");
}

/** Lanes, each opened when it is first needed, as many as are to be used at a time. */
export class Lanes {
  private readonly opened: Promise<Lane>[] = [];
  private readonly idle: Promise<Lane>[] = [];
  private readonly waiting: ((lane: Promise<Lane>) => void)[] = [];

  constructor(private readonly most: number) {}

  async use<T>(work: (lane: Lane) => Promise<T>): Promise<T> {
    const lane = await this.take();
    try {
      return await work(await lane.lane);
    } finally {
      this.giveBack(lane.lane);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.map(async (lane) => (await lane).close()));
  }

  private async take(): Promise<{ lane: Promise<Lane> }> {
    const idle = this.idle.pop();
    if (idle) return { lane: idle };
    if (this.opened.length < this.most) {
      // One after the other: opening is work.
      const lane = Promise.allSettled(this.opened).then(() => openLane());
      this.opened.push(lane);
      return { lane };
    }
    return new Promise((resolve) => this.waiting.push((lane) => resolve({ lane })));
  }

  private giveBack(lane: Promise<Lane>): void {
    const next = this.waiting.shift();
    if (next) next(lane);
    else this.idle.push(lane);
  }
}
