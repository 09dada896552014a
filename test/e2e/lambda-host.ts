import {
  type Answer,
  type HangingCall,
  LambdaEnvironment,
  type LambdaFunction,
} from './lambda-environment.ts';

export interface LambdaHost {
  /** the functions, by ARN */
  functions: ReadonlyMap<string, LambdaFunction>;
  /** Calls a function and waits for its answer. */
  invoke(arn: string, event: unknown): Promise<Answer>;
  /** Kills the processes that are at work for a function. */
  kill(name: string): void;
  /** Says that a call of a process hangs. */
  hang(pid: number, call: HangingCall): void;
  /** Sends the next calls of a function to new environments. */
  renew(name: string): void;
  /** what the functions wrote, line by line, by name of the function */
  log: readonly { name: string; line: string }[];
  close(): void;
}

/**
 * Serves functions as Lambda does: a call goes to an environment that is warm and idle, or else to a new one. What it
 * cannot show: the runtime's own version of Node.js, freezing between calls, permissions.
 */
export function startLambdaHost(definitions: readonly LambdaFunction[]): LambdaHost {
  let closed = false;
  const functions = new Map(definitions.map((definition) => [definition.arn, definition]));
  const log: { name: string; line: string }[] = [];
  const pools = new Map(
    definitions.map((definition) => [
      definition.arn,
      new Pool(() => new LambdaEnvironment(definition, (line) => log.push({ name: definition.name, line }))),
    ]),
  );

  return {
    functions,
    log,
    async invoke(arn, event) {
      const pool = pools.get(arn);
      if (!pool) throw new Error(`there is no function ${arn}`);
      // A state machine goes on retrying.
      if (closed) return { error: { errorType: 'Lambda.ServiceException', errorMessage: 'closed' } };
      const environment = pool.take();
      const answer = await environment.invoke(event);
      pool.giveBack(environment);
      return answer;
    },
    kill(name) {
      for (const pool of pools.values())
        pool.stop((it) => it.busy && it.definition.name.endsWith(`-${name}`));
    },
    hang(pid, call) {
      for (const pool of pools.values()) pool.withPid(pid)?.hang(call);
    },
    renew(name) {
      for (const pool of pools.values())
        pool.stop((it) => !it.busy && it.definition.name.endsWith(`-${name}`));
    },
    close() {
      closed = true;
      for (const pool of pools.values()) pool.stop();
    },
  };
}

/** The environments of one function. */
class Pool {
  private readonly environments = new Set<LambdaEnvironment>();
  private readonly idle: LambdaEnvironment[] = [];

  constructor(private readonly start: () => LambdaEnvironment) {}

  take(): LambdaEnvironment {
    for (let warm = this.idle.pop(); warm; warm = this.idle.pop()) {
      if (warm.alive) return warm;
      this.environments.delete(warm);
    }
    const environment = this.start();
    this.environments.add(environment);
    return environment;
  }

  giveBack(environment: LambdaEnvironment): void {
    if (environment.alive) this.idle.push(environment);
    else this.environments.delete(environment);
  }

  withPid(pid: number): LambdaEnvironment | undefined {
    return [...this.environments].find((it) => it.pid === pid);
  }

  stop(which = (_: LambdaEnvironment) => true): void {
    for (const environment of this.environments) if (which(environment)) environment.stop();
  }
}
