// Prints the matrix when all cells were tried: what was found of each, when the fault passes and when it lasts.

export default class MatrixReporter {
  onRunComplete(_contexts, { testResults }) {
    const rows = new Map();
    for (const { ancestorTitles, title, status } of testResults.flatMap((file) => file.testResults)) {
      const [, fault, how, outcome] = /^(.+) (once|for good): (.+)$/.exec(title) ?? [];
      if (!fault || status === 'pending') continue;
      const row = rows.get(ancestorTitles[0]) ?? {};
      rows.set(ancestorTitles[0], row);
      row[fault] ??= { once: '·', 'for good': '·' };
      row[fault][how] = `${CODES[outcome] ?? '?'}${status === 'passed' ? '' : '✗'}`;
    }
    if (rows.size > 0) process.stdout.write(`\n${table(rows)}\n`);
  }
}

const CODES = {
  whole: 'M',
  warned: 'W',
  partial: 'P',
  notice: 'N',
  'mail and notice': 'B',
  'not started': 'Q',
  'whole, told': 'm',
  'notice, told': 'n',
  'whole, perhaps told': 'm',
};

const KEY = [
  'Of each call and fault, what is found when the fault passes and when it lasts:',
  'M the full mail   W a mail that says at its top what is not known   P one that says which report failed',
  'N a notice of a failed run, no mail   B both   Q not started: an alarm on the queue   m, n: M, N, and an error for whoever asked',
  '✗ beside it: something else was found   · not tried: npm run test:faults -- --all tries every cell',
].join('\n');

function table(rows) {
  const faults = [...new Set([...rows.values()].flatMap((row) => Object.keys(row)))];
  const widest = Math.max(...[...rows.keys()].map((name) => name.length));
  const line = (name, cells) =>
    `${name.padEnd(widest)}  ${cells.map((cell, at) => cell.padEnd(faults[at].length)).join('  ')}`.trimEnd();
  const lines = [...rows].map(([name, row]) =>
    line(
      name,
      faults.map((fault) => (row[fault] ? `${row[fault].once}${row[fault]['for good']}` : '··')),
    ),
  );
  return [line('', faults), ...lines, '', KEY].join('\n');
}
