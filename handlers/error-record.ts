/**
 * What the log may say of an error. No message: those of AWS name addresses and repeat values of the logs. The message
 * goes to the caller: the execution's history, the dead-letter queue, the person who asked.
 */
interface ErrorRecord {
  name: string;
  /** of the call to AWS */
  status?: number;
  requestId?: string;
  /** where it was thrown */
  at: string[];
  cause?: ErrorRecord;
}

const MOST_FRAMES = 8;
const MOST_CAUSES = 5;

export function errorRecord(error: unknown, causes = MOST_CAUSES): ErrorRecord {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { httpStatusCode: status, requestId } = metadataOf(error);
  return {
    name: error.name,
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
    at: framesOf(error),
    ...(error.cause !== undefined && causes > 0 && { cause: errorRecord(error.cause, causes - 1) }),
  };
}

function metadataOf(error: Error): { httpStatusCode?: number; requestId?: string } {
  return (error as { $metadata?: object }).$metadata ?? {};
}

/** The stack begins with the message, which may itself look like frames. */
function framesOf({ stack = '', message }: Error): string[] {
  const frames = stack.replace(message, '').split('\n').slice(1);
  return frames.flatMap((line) => /^ +at (.+)$/.exec(line)?.[1] ?? []).slice(0, MOST_FRAMES);
}
