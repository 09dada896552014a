import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';

export interface LambdaFunction {
  name: string;
  arn: string;
  /** directory of the unzipped bundle */
  code: string;
  /** `handlers/start.handler` */
  handler: string;
  memoryMegabytes: number;
  timeoutSeconds: number;
  /** all of its environment */
  variables: Readonly<Record<string, string>>;
}

/** As Lambda answers a caller; Step Functions makes `errorType` the error's name and the whole its cause. */
export interface LambdaError {
  errorType: string;
  errorMessage: string;
  trace?: string[];
}

export type Answer = { output: unknown; error?: never } | { error: LambdaError; output?: never };

type Message = { output: string } | { error: LambdaError } | { timedOut: true };

/** A call of a function that gets no answer, or no more of it. */
export interface HangingCall {
  /** of the function's end of the connection */
  port: number;
  /** that were sent to it on the connection so far */
  bytes: number;
}

const runtime = fileURLToPath(new URL('runtime.mjs', import.meta.url));

/** One execution environment of a function: a process that serves one call at a time. */
export class LambdaEnvironment {
  /** false once it has crashed, timed out or been stopped */
  alive = true;
  busy = false;
  private readonly child: ChildProcess;

  /** @param onLine is told every line that the function writes */
  constructor(
    readonly definition: LambdaFunction,
    onLine: (line: string) => void,
  ) {
    this.child = fork(runtime, {
      cwd: definition.code,
      env: definition.variables,
      execArgv: [`--max-old-space-size=${definition.memoryMegabytes}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child.on('exit', () => {
      this.alive = false;
    });
    for (const stream of [this.child.stdout, this.child.stderr]) onLines(stream, onLine);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** How long it may take is by its own clock: steered-clock.mjs. */
  async invoke(event: unknown): Promise<Answer> {
    const requestId = randomUUID();
    const { name, arn, timeoutSeconds: seconds } = this.definition;
    const context = { functionName: name, invokedFunctionArn: arn, awsRequestId: requestId };
    this.busy = true;
    const message = await new Promise<Message>((resolve) => {
      const finish = (answer: Message) => {
        this.child.off('message', finish).off('exit', crashed);
        resolve(answer);
      };
      const crashed = () => finish({ error: exited(requestId) });
      this.child.once('message', finish).once('exit', crashed);
      // Where the process is gone, its exit says so.
      this.child.send({ event, context, seconds }, () => {});
    });
    this.busy = false;
    if ('output' in message) return { output: JSON.parse(message.output) };
    if ('error' in message) return { error: message.error };
    this.stop();
    return { error: timedOut(requestId, seconds) };
  }

  /** Lets its clock go on to the deadline of the call. */
  hang(hangs: HangingCall): void {
    this.child.send({ hangs }, () => {});
  }

  stop(): void {
    this.alive = false;
    this.child.kill('SIGKILL');
  }
}

// https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
function timedOut(requestId: string, seconds: number): LambdaError {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`;
  return { errorType: 'Sandbox.Timedout', errorMessage };
}

function exited(requestId: string): LambdaError {
  const errorMessage = `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`;
  return { errorType: 'Runtime.ExitError', errorMessage };
}

function onLines(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): void {
  let rest = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}
