const isMatrix = ({ path }) => path.includes('-and-');

/** The order of the files: a long one that begins last would keep one processor alone at the end. */
export default class LongestFirst {
  sort(tests) {
    return [...tests].sort((a, b) => isMatrix(b) - isMatrix(a));
  }

  allFailedTests(tests) {
    return tests;
  }

  async cacheResults() {}
}
