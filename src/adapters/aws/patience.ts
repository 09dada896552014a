/**
 * Client options for calls to AWS that are given up, and tried again, when no answer comes or it stops in its middle.
 * Without them the SDK waits for ever: a call that hangs would take all the time that its function has.
 *
 * @param seconds for each try, of which the SDK makes three: all of them must fit into the function's time
 */
export function givenUpAfter(seconds: number) {
  const milliseconds = seconds * 1000;
  return {
    requestHandler: {
      connectionTimeout: 3000,
      // until the answer begins, and of silence after that
      requestTimeout: milliseconds,
      socketTimeout: milliseconds,
      throwOnRequestTimeout: true,
    },
  };
}
