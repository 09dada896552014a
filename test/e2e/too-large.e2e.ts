import { parse } from 'csv-parse/sync';
import { emptyDirectory } from '../logs.ts';
import type { Account } from './account.ts';
import { openStack, sampleLogs } from './fixture.ts';
import { oneMachineRun } from './one-machine.ts';
import { csvsOf, mailsOf, type Outcome, runToEnd } from './outcome.ts';
import { packageChanged } from './packaged.ts';

const RANGE = { from: '2025-10-30', to: '2025-10-31' };

describe('reports with more rows than archive.csvMaxBytes', () => {
  let account: Account;
  let run: Outcome;
  let local: Outcome;
  let whole: Outcome;
  beforeAll(async () => {
    const packaged = await packageChanged(await emptyDirectory(), (yaml) =>
      yaml.replace('# csvMaxBytes: 5000000000', 'csvMaxBytes: 100000'),
    );
    const logs = await sampleLogs();
    account = await openStack({ logs }, packaged);
    run = await runToEnd(account.start(RANGE), account);
    local = await oneMachineRun(packaged.config, { logs, ...RANGE });
    whole = await oneMachineRun(
      { ...packaged.config, archive: { gzip: 'auto', csvMaxBytes: 5e9 } },
      { logs, ...RANGE },
    );
  });

  const names = (outcome: Outcome) => Object.keys(csvsOf(outcome)).sort();

  test('have counts in their place, the same on AWS and on one machine', () => {
    expect(names(run)).toContain('iam-role-actions.counts.csv');
    expect(names(run)).toContain('console-logins.csv');
    expect(names(run)).not.toContain('iam-role-actions.csv');
    expect(csvsOf(run)).toEqual(csvsOf(local));
  });

  test('count every row', () => {
    const rows: { rows: string; identity: string }[] = parse(
      csvsOf(run)['iam-role-actions.counts.csv'] ?? '',
      {
        bom: true,
        columns: true,
      },
    );
    const all = csvsOf(whole)['iam-role-actions.csv'] ?? '';
    const expected = parse(all, { bom: true, columns: true }).length;
    const reported = run.manifest?.reports.find(({ id }) => id === 'iam-role-actions');

    expect(rows.reduce((sum, it) => sum + Number(it.rows), 0)).toBe(expected);
    expect(rows.length).toBeLessThan(expected / 2);
    expect(reported).toMatchObject({
      rows: expected,
      tooLarge: { place: expect.stringMatching(/^s3:.*csv$/) },
    });
    expect(run.manifest?.status).toBe(whole.manifest?.status);
  });

  test('are named in the mail, with the place of the rows', async () => {
    const [mail] = await mailsOf(run.runId, account);

    expect(mail?.text?.replace(/\s+/g, ' ')).toContain('the file has counts in their place');
    expect(mail?.attachments.map(({ filename }) => filename)).toContain('iam-role-actions.counts.csv');
    expect(run.files.get('report.xlsx')).toBeDefined();
  });
});
