import type { LogSurvey } from '../../src/ports.ts';
import type { Partitions } from '../../src/run/run.ts';
import { logPath, signIn } from '../logs.ts';

/** By path. A string is the file's text, gzipped where the name ends in `.gz`; a list holds records. */
export type Files = Record<string, string | Uint8Array | unknown[]>;

const LOG = logPath({ name: '20261121T0705Z_AbCdEfGhIjKlMnOp.json.gz' });
const REGION = 'AWSLogs/111122223333/CloudTrail/us-east-1';
const DAY = `${REGION}/2026/11/21`;
const PARTITIONS: Partitions = { from: '2026/11/21', to: '2026/11/22' };
const one = [signIn()];

type Expected = Partial<Pick<LogSurvey, 'files' | 'days' | 'passedOver' | 'notCovered'>>;

/** What every survey of these files says. Each tree holds LOG as well. */
const TREES: [what: string, files: Files, expected: Expected][] = [
  ['one log file', {}, { files: 1, days: { '2026/11/21': 1 } }],
  ...[
    '111122223333_CloudTrail_us-east-1_20261121T0710Z_AbCdEfGhIjKlMnOp',
    'a.gz',
    'A.JSON.GZ',
    'a.jsonl.gz',
    'a.json.gz.6eF3a2B1',
    'records',
    '07/a.json.gz',
    '07/15/a.json',
  ].map((name): [string, Files, Expected] => [
    `in a day folder, ${name}`,
    { [`${DAY}/${name}`]: one },
    { files: 2, days: { '2026/11/21': 2 } },
  ]),
  ...['.DS_Store', '._a.json.gz', '_SUCCESS', '_temporary/a.json.gz', '.cache/a.json.gz'].map(
    (name): [string, Files, Expected] => [
      `in a day folder ${name}, as Athena does`,
      { [`${DAY}/${name}`]: one },
      { files: 1 },
    ],
  ),
  ...['.', '_', '07/.'].map((before): [string, Files, Expected] => {
    const path = `${DAY}/${before}111122223333_CloudTrail_us-east-1_20261121T0710Z_AbCdEfGhIjKlMnOp.json.gz.a1B2c3`;
    return [
      `in a day folder a log file that Athena leaves out, ${before}`,
      { [path]: one },
      { files: 1, passedOver: [{ reason: 'hidden', count: 1, paths: [path] }] },
    ];
  }),
  ...[
    `${REGION}/a.json.gz`,
    `${REGION}/111122223333_CloudTrail_us-east-1_20261121T0710Z_AbCdEfGhIjKlMnOp.json.gz`,
    `${REGION}/notes.txt`,
    'AWSLogs/111122223333/CloudTrail/a.json.gz',
    'AWSLogs/111122223333/a.json.gz',
    'AWSLogs/a.json.gz',
  ].map((path): [string, Files, Expected] => [
    `beside the days, ${path}`,
    { [path]: one },
    { files: 1, passedOver: [{ reason: 'outside-days', count: 1, paths: [path] }] },
  ]),
  ...[
    'AWSLogs/11112222333',
    'AWSLogs/notes',
    'AWSLogs/AWSLogs',
    'AWSLogs/111122223333/CloudTrail-old',
    'AWSLogs/111122223333/cloudtrail',
    'AWSLogs/111122223333/us-east-1',
    'AWSLogs/111122223333/2026',
    `${REGION}/2026-11-21`,
  ].map((path): [string, Files, Expected] => [
    `the folder ${path}`,
    { [`${path}/a.json.gz`]: one },
    { files: 1, passedOver: [{ reason: 'unknown-folder', count: 1, paths: [path] }] },
  ]),
  ...[
    '.cache/a.json.gz',
    '_old/a.json.gz',
    'aws-account-id=111122223333/a.json.gz',
    '111122223333/ELBAccessLogTestFile',
  ].map((path): [string, Files, Expected] => [
    `nothing of AWSLogs/${path}`,
    { [`AWSLogs/${path}`]: one },
    { files: 1 },
  ]),
  [
    'once, kinds of events that no report covers, and folders of which nobody knows what is in them',
    Object.fromEntries(
      [
        'CloudTrail-NetworkActivity',
        'CloudTrail-Insight',
        'CloudTrail-Digest',
        'backup',
        '.cache',
        'Config',
        'vpcflowlogs',
      ].flatMap((folder) => ['us-east-1', 'eu-west-1'].map((region) => [logPath({ folder, region }), '{}'])),
    ),
    { files: 1, notCovered: ['CloudTrail-Insight', 'CloudTrail-NetworkActivity', 'backup'] },
  ],
  [
    'the first ten of many files',
    Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`${REGION}/${i + 100}.txt`, 'x'])),
    {
      files: 1,
      passedOver: [
        {
          reason: 'outside-days',
          count: 25,
          paths: Array.from({ length: 10 }, (_, i) => `${REGION}/${i + 100}.txt`),
        },
      ],
    },
  ],
];

/** Both surveys say the same of the same files. */
export function logSurveyContract(
  survey: (files: Files, partitions: Partitions) => Promise<Partial<LogSurvey>>,
): void {
  const saysOf = async (files: Files, partitions = PARTITIONS) => {
    const { passedOver, notCovered, ...found } = await survey({ [LOG]: one, ...files }, partitions);
    return { ...found, passedOver, notCovered };
  };

  test.each(TREES)('counts or names %s', async (_, files, expected) => {
    expect(await saysOf(files)).toMatchObject({ passedOver: undefined, notCovered: undefined, ...expected });
  });

  test('names nothing of accounts and regions that are not asked for', async () => {
    const files = {
      'AWSLogs/444455556666/a.json.gz': one,
      'AWSLogs/111122223333/CloudTrail/eu-west-1/a.json.gz': one,
      [logPath({ account: '444455556666', folder: 'CloudTrail-Insight' })]: '{}',
    };
    const partitions = { ...PARTITIONS, accounts: ['111122223333'], regions: ['us-east-1'] };

    expect(await saysOf(files, partitions)).toMatchObject({
      files: 1,
      passedOver: undefined,
      notCovered: undefined,
    });
  });
}
