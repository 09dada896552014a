import type { DescribeExecutionInput, RedriveExecutionInput, StartExecutionInput } from '@aws-sdk/client-sfn';
import { type JsonService, type Operations, ServiceError, serveJson } from './json-service.ts';

/** status of an execution that somebody stopped, and name of the error with which it then ends here */
export const ABORTED = 'ABORTED';

export interface Execution {
  name: string;
  arn: string;
  /** JSON, as it came */
  input: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | typeof ABORTED;
  started: Date;
  /** JSON; of one that succeeded */
  output?: string;
  /** of one that failed */
  error?: string;
  cause?: string;
  /** settles when it is over, however it ended */
  over: Promise<void>;
}

export interface StepFunctionsEndpointOptions {
  stateMachineArn: string;
  /** Runs an execution to its end; one that is redriven, from where it failed. What it throws is the execution's error: `name`, and `message` for the cause. */
  run(input: unknown, execution: Execution): Promise<unknown>;
}

export interface StepFunctionsEndpoint extends JsonService {
  /** in the order of their start */
  executions: readonly Execution[];
  /** Forgets all executions, as after 90 days. */
  forget(): void;
}

// https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
const LARGEST_INPUT_BYTES = 256 * 1024;
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;

/** A small Step Functions with one state machine. What it cannot show: histories, limits, names used 90 days ago. */
export async function startStepFunctionsEndpoint({
  stateMachineArn,
  run,
}: StepFunctionsEndpointOptions): Promise<StepFunctionsEndpoint> {
  const executions: Execution[] = [];
  const redrives = new Map<string, object>();

  const operations: Operations = {
    StartExecution(request: StartExecutionInput) {
      const { name = '', input = '{}' } = checked(request, stateMachineArn);
      const earlier = executions.find((execution) => execution.name === name);
      // Of one that still runs with the same input the answer is that of its start.
      if (earlier && (earlier.status !== 'RUNNING' || earlier.input !== input)) throw alreadyExists(earlier);
      const execution = earlier ?? started(name, input, stateMachineArn);
      if (!earlier) {
        executions.push(execution);
        execution.over = finish(execution, run);
      }
      return { executionArn: execution.arn, startDate: execution.started.getTime() / 1000 };
    },
    DescribeExecution({ executionArn }: DescribeExecutionInput) {
      const found = executions.find(({ arn }) => arn === executionArn);
      if (!found)
        throw new ServiceError('ExecutionDoesNotExist', `Execution does not exist: ${executionArn}`);
      const { over, started, arn, ...shown } = found;
      const startDate = started.getTime() / 1000;
      return { ...shown, ...redriveStatusOf(found), executionArn: arn, stateMachineArn, startDate };
    },
    RedriveExecution({ executionArn, clientToken = '' }: RedriveExecutionInput) {
      // The same request again has the same answer.
      const earlier = redrives.get(clientToken);
      if (earlier) return earlier;
      const found = executions.find(({ arn }) => arn === executionArn);
      if (!found)
        throw new ServiceError('ExecutionDoesNotExist', `Execution does not exist: ${executionArn}`);
      const { redriveStatusReason } = redriveStatusOf(found);
      if (redriveStatusReason) throw new ServiceError('ExecutionNotRedrivable', redriveStatusReason);
      found.status = 'RUNNING';
      found.over = finish(found, run);
      const redriven = { redriveDate: Date.now() / 1000 };
      redrives.set(clientToken, redriven);
      return redriven;
    },
  };

  const service = await serveJson(operations);
  return { ...service, executions, forget: () => void executions.splice(0) };
}

function checked(request: StartExecutionInput, stateMachineArn: string): StartExecutionInput {
  const { name = '', input = '{}' } = request;
  if (request.stateMachineArn !== stateMachineArn) {
    const message = `State Machine Does Not Exist: '${request.stateMachineArn}'`;
    throw new ServiceError('StateMachineDoesNotExist', message);
  }
  if (!NAME.test(name)) throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
  if (Buffer.byteLength(input) > LARGEST_INPUT_BYTES) {
    throw new ServiceError('ValidationException', "Value at 'input' failed to satisfy constraint: 262144");
  }
  return request;
}

function alreadyExists({ arn }: Execution): ServiceError {
  return new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
}

function started(name: string, input: string, stateMachineArn: string): Execution {
  const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
  return { name, arn, input, status: 'RUNNING', started: new Date(), over: Promise.resolve() };
}

function redriveStatusOf({ status }: Execution) {
  if (status === 'FAILED' || status === ABORTED) return { redriveStatus: 'REDRIVABLE' };
  const redriveStatusReason = `Execution is ${status} and cannot be redriven`;
  return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason };
}

async function finish(execution: Execution, run: StepFunctionsEndpointOptions['run']): Promise<void> {
  try {
    execution.output = JSON.stringify(await run(JSON.parse(execution.input), execution));
    execution.status = 'SUCCEEDED';
  } catch (error) {
    const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
    const ended = name === ABORTED ? { status: ABORTED } : { status: 'FAILED', error: name, cause: message };
    Object.assign(execution, ended);
  }
}
