import { querySeconds } from '../../infra/query-seconds.ts';

test.each([
  [5, 3600],
  [18, 3600],
  // Less, so that an execution stays below 25,000 events.
  [40, 1316],
])('with %d reports each query may take %d seconds', (reports, seconds) => {
  expect(querySeconds(reports)).toBe(seconds);
});
