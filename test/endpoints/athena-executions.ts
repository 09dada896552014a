import type { QueryExecutionState } from '@aws-sdk/client-athena';
import { invalid, type StartedQuery } from './athena-request.ts';
import type { Outcome, QueryFault } from './athena-work.ts';

interface Execution {
  query: StartedQuery;
  submitted: number;
  polls: number;
  milliseconds: number;
  /** where it stays until it is stopped */
  stuck: 'QUEUED' | 'RUNNING' | undefined;
  /** absent while it is at work */
  outcome?: Outcome;
  stop: AbortController;
  work: Promise<void>;
}

type Matches = (query: StartedQuery) => boolean;

/** The query executions of an endpoint: what was started, how far it is, what is to go wrong with the next ones. */
export class QueryExecutions {
  readonly queries: StartedQuery[] = [];
  private readonly executions = new Map<string, Execution>();
  private readonly tokens = new Map<string, { id: string; request: string }>();
  private readonly faults: { fault: QueryFault; matches: Matches }[] = [];
  private readonly work: (
    query: StartedQuery,
    fault: QueryFault | undefined,
    stop: AbortSignal,
  ) => Promise<Outcome>;
  private readonly firstPolls: readonly QueryExecutionState[];

  constructor(work: QueryExecutions['work'], firstPolls: readonly QueryExecutionState[]) {
    this.work = work;
    this.firstPolls = firstPolls;
  }

  fail(fault: QueryFault, matches: Matches, times: number): void {
    this.faults.push(...Array.from({ length: times }, () => ({ fault, matches })));
  }

  /** Whether a query with this token was started before. */
  isKnown({ token }: StartedQuery): boolean {
    return this.tokens.has(token);
  }

  /** @returns how many are not over, as far as polls have shown */
  active(): number {
    const states = Array.from(this.executions.values(), (execution) => this.stateNow(execution).state);
    return states.filter((state) => state === 'QUEUED' || state === 'RUNNING').length;
  }

  /** @returns the id: an earlier one where the same request came with the same token */
  start(query: StartedQuery, request: string): string {
    const earlier = this.tokens.get(query.token);
    if (earlier && earlier.request !== request) throw invalid('Idempotent parameters do not match');
    if (earlier) return earlier.id;
    this.tokens.set(query.token, { id: query.id, request });
    this.queries.push(query);
    const fault = this.nextFault(query);
    const stop = new AbortController();
    const execution: Execution = {
      query,
      submitted: Date.now(),
      polls: 0,
      milliseconds: 0,
      stuck: fault?.state === 'QUEUED' || fault?.state === 'RUNNING' ? fault.state : undefined,
      stop,
      work: Promise.resolve(),
    };
    this.executions.set(query.id, execution);
    execution.work = this.work(query, fault, stop.signal).then((outcome) => {
      execution.milliseconds = Date.now() - execution.submitted;
      execution.outcome ??= outcome;
    });
    return query.id;
  }

  /** The execution as GetQueryExecution shows it. */
  poll(id: string | undefined): object {
    const execution = this.known(id);
    const { query, submitted, milliseconds } = execution;
    const { state, scannedBytes, reason, error, manifest } = this.stateNow(execution);
    execution.polls += 1;
    return {
      QueryExecutionId: query.id,
      Query: query.sql,
      WorkGroup: query.workgroup,
      ResultConfiguration: { OutputLocation: query.outputLocation },
      Status: {
        State: state,
        SubmissionDateTime: submitted / 1000,
        StateChangeReason: reason,
        AthenaError: error,
      },
      Statistics: {
        DataScannedInBytes: scannedBytes,
        EngineExecutionTimeInMillis: milliseconds,
        QueryQueueTimeInMillis: 0,
        DataManifestLocation: manifest,
      },
    };
  }

  stop(id: string | undefined): void {
    const execution = this.known(id);
    const { state, scannedBytes } = this.stateNow(execution);
    if (state !== 'QUEUED' && state !== 'RUNNING') return;
    execution.outcome = { state: 'CANCELLED', reason: 'Query cancelled by user', scannedBytes };
    execution.polls = this.firstPolls.length;
    execution.stop.abort();
  }

  /** Ends what is still at work. */
  async end(): Promise<void> {
    for (const id of this.executions.keys()) this.stop(id);
    await Promise.all([...this.executions.values()].map(({ work }) => work));
  }

  private stateNow({ polls, stuck, outcome }: Execution): Outcome {
    const state = this.firstPolls[polls];
    if (state) return { state, scannedBytes: 0 };
    return outcome ?? { state: stuck ?? 'RUNNING', scannedBytes: 0 };
  }

  private known(id: string | undefined): Execution {
    const execution = this.executions.get(id ?? '');
    if (!execution) throw invalid(`QueryExecution ${id} was not found`);
    return execution;
  }

  private nextFault(query: StartedQuery): QueryFault | undefined {
    const at = this.faults.findIndex(({ matches }) => matches(query));
    return at < 0 ? undefined : this.faults.splice(at, 1)[0]?.fault;
  }
}
