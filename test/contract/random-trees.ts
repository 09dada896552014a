const ACCOUNTS = ['111122223333', '444455556666'];

/** What may lie in the folders of each level; a name that ends in a slash is a folder of the next one. */
const NAMES: string[][] = [
  [
    ...ACCOUNTS.map((name) => `${name}/`),
    'notes/x/',
    'AWSLogs/x/',
    '.cache/x/',
    '_x/x/',
    'aws-account-id=1/x/',
    'a.gz',
  ],
  [
    'CloudTrail/',
    'CloudTrail-Digest/x/',
    'CloudTrail-Lake/x/',
    'cloudtrail/x/',
    'Config/x/',
    'a.txt',
    '.DS_Store',
  ],
  ['us-east-1/', 'eu-west-1/', 'stray.json.gz'],
  ['2026/11/20/', '2026/11/21/', '2026/11/22/', '2026/11/23/', 'foo/x/', 'a.json', '_b.json', '.c'],
  [
    'a',
    'b.json',
    'c.JSON.GZ',
    'd.json.gz.6eF3a2B1',
    '07/e.gz',
    '07/15/f.jsonl.gz',
    '.g.json',
    '_h/i.json',
    'j/.k/l.gz',
  ],
];

/** @returns paths of files, for each seed others */
export function randomTree(seed: number): string[] {
  const next = numbersFrom(seed);
  return [...new Set(Array.from({ length: 30 }, () => randomPath(next)))];
}

function randomPath(next: (below: number) => number): string {
  let path = `AWSLogs/${next(4) === 0 ? 'o-a1b2c3d4e5/' : ''}`;
  for (const names of NAMES) {
    // Mostly on to the day folders, for there is most to tell apart.
    const name = (next(3) > 0 ? names[next(2)] : names[next(names.length)]) ?? '';
    path += name;
    if (name.endsWith('/x/')) return `${path.slice(0, -2)}y.json`;
    if (!name.endsWith('/')) break;
  }
  return path;
}

/** Numbers that are the same in every run of the test. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
