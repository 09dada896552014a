/**
 * Client options that end a call to AWS when no answer comes, or when it stops halfway; the SDK then tries again.
 * Without them the SDK waits for ever, and one call could take all the time of its function.
 *
 * @param seconds for each try: the SDK makes three, and all must fit into the function's time
 */
export function timeouts(seconds: number) {
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

/**
 * For a function that ends after 30 seconds: three tries, each noticed up to three seconds late when an answer stops
 * halfway, fit into that time.
 */
export const SHORT_SECONDS = 6;
