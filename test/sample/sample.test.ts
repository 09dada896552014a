import {
  type CloudTrailRecord,
  type SampleLogFile,
  type SampleOptions,
  sampleLogFiles,
} from '../../src/sample/sample.ts';

const KEY =
  /^AWSLogs\/(\d{12})\/CloudTrail\/([a-z0-9-]+)\/(\d{4})\/(\d{2})\/(\d{2})\/\1_CloudTrail_\2_\3\4\5T\d{4}Z_[A-Za-z0-9]{16}\.json\.gz$/;

const small = { days: 2, events: 1000, seed: 7 };

describe('sampleLogFiles', () => {
  it('gives the same files for the same options', () => {
    expect([...sampleLogFiles(small)]).toEqual([...sampleLogFiles(small)]);
  });

  it('gives other files for another seed', () => {
    const [one] = sampleLogFiles(small);
    const [other] = sampleLogFiles({ ...small, seed: 8 });
    expect(one?.json).not.toBe(other?.json);
  });

  it.each([200, 1000, 20_000])('holds %d records when asked for so many', (events) => {
    const files = logFiles({ days: 3, events, seed: 1 });
    expect(files.reduce((sum, file) => sum + file.events, 0)).toBe(events);
    expect(files.flatMap(recordsOf)).toHaveLength(events);
  });

  it('comes in about as many files as asked for', () => {
    const { length } = logFiles({ days: 3, events: 40_000, seed: 1, files: 400 });
    expect(length).toBeGreaterThan(300);
    expect(length).toBeLessThan(520);
  });

  it('names log files as CloudTrail does, by the account and region of their records', () => {
    for (const file of logFiles(small)) {
      const [, account, region] = KEY.exec(file.key) ?? [];
      for (const record of recordsOf(file))
        expect([record.recipientAccountId, record.awsRegion]).toEqual([account, region]);
    }
  });

  it('names no file twice', () => {
    const keys = [...sampleLogFiles(small)].map((file) => file.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each([1, 12, 400])('delivers into the folder of the day or the next (about %d files)', (files) => {
    for (const file of logFiles({ days: 4, events: 4000, seed: 3, files })) {
      const delivered = Date.parse(`${KEY.exec(file.key)?.slice(3, 6).join('-')}T00:00:00Z`) / 86_400_000;
      for (const { eventTime } of recordsOf(file)) {
        const happened = Math.floor(Date.parse(eventTime) / 86_400_000);
        expect([happened, happened + 1]).toContain(delivered);
      }
    }
  });

  it('keeps to its days, of which the last is 2025-10-31', () => {
    const days = new Set(
      records({ days: 3, events: 3000, seed: 2 }).map((record) => record.eventTime.slice(0, 10)),
    );
    expect([...days].sort()).toEqual(['2025-10-29', '2025-10-30', '2025-10-31']);
  });

  it('delivers events of the last day in the folder of the day after', () => {
    const late = logFiles(small).filter((file) => file.key.includes('/2025/11/01/'));
    expect(late.flatMap(recordsOf).map((record) => record.eventTime.slice(0, 10))).toContain('2025-10-31');
  });

  it('delivers some records twice, in files of their own', () => {
    const files = new Map<string, Set<string>>();
    for (const file of logFiles(small))
      for (const record of recordsOf(file)) {
        const text = JSON.stringify(record);
        files.set(text, (files.get(text) ?? new Set()).add(file.key));
      }
    expect([...files.values()].filter((keys) => keys.size === 2).length).toBeGreaterThan(1);
    expect(new Set(records(small).map((record) => record.eventID)).size).toBe(files.size);
  });

  it('has role sessions for the most part, then IAM users', () => {
    const all = records({ days: 3, events: 20_000, seed: 1 });
    const share = (type: string) =>
      all.filter((record) => record.userIdentity.type === type).length / all.length;
    expect(share('AssumedRole')).toBeGreaterThan(0.6);
    expect(share('AssumedRole')).toBeLessThan(0.7);
    expect(share('IAMUser')).toBeGreaterThan(0.2);
    expect(share('IAMUser')).toBeLessThan(0.26);
  });

  it('is quieter by night than by day', () => {
    const hours = records({ days: 3, events: 20_000, seed: 1 }).map((record) =>
      Number(record.eventTime.slice(11, 13)),
    );
    const during = (from: number, to: number) => hours.filter((hour) => hour >= from && hour < to).length;
    expect(during(0, 6)).toBeGreaterThan(1.3 * during(12, 18));
  });

  it('holds digest and Insights files beside the logs', () => {
    const siblings = [...sampleLogFiles(small)].filter((file) => !KEY.test(file.key));
    expect(siblings.map((file) => file.key.split('/')[2])).toEqual([
      'CloudTrail-Digest',
      'CloudTrail-Digest',
      'CloudTrail-Insight',
    ]);
    for (const { json, events } of siblings) expect([typeof JSON.parse(json), events]).toEqual(['object', 0]);
  });

  it('makes each file when it is asked for', () => {
    const files = sampleLogFiles({ days: 30, events: 100_000_000, seed: 1 });
    const first = [files.next(), files.next(), files.next()];
    expect(first.map(({ done }) => done)).toEqual([false, false, false]);
  });

  it('closes a file before it grows too long for memory', () => {
    let longest = 0;
    let files = 0;
    for (const { events } of sampleLogFiles({ days: 1, events: 5_000_000, seed: 1 })) {
      longest = Math.max(longest, events);
      if (++files === 20) break;
    }
    expect(longest).toBeLessThan(2_100);
  });
});

function logFiles(options: SampleOptions): SampleLogFile[] {
  return [...sampleLogFiles(options)].filter((file) => KEY.test(file.key));
}

function recordsOf(file: SampleLogFile): CloudTrailRecord[] {
  return JSON.parse(file.json).Records;
}

function records(options: SampleOptions): CloudTrailRecord[] {
  return logFiles(options).flatMap(recordsOf);
}
