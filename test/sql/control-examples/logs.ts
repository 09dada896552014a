import { logPath, writeLog } from '../../logs.ts';
import { controlExamples } from './all.ts';
import { ACCOUNT } from './records.ts';

export interface WrittenExample {
  control: string;
  isHit: boolean;
  /** which no other example has */
  account: string;
  records: unknown[];
}

/** Writes the examples of all controls as logs of 2026-11-21, each of an account of its own. */
export async function writeExamples(logs: string): Promise<WrittenExample[]> {
  const examples = Object.entries(controlExamples).flatMap(([control, { hits, others }]) => [
    ...hits.map((example) => ({ control, isHit: true, example })),
    ...others.map((example) => ({ control, isHit: false, example })),
  ]);
  const written = examples.map(({ control, isHit, example }, i) => {
    const account = String(200_000_000_000 + i);
    const records = [example].flat().map((record, at) => ({
      ...JSON.parse(JSON.stringify(record).replaceAll(ACCOUNT, account)),
      eventID: `${i}-${at}`,
    }));
    return { control, isHit, account, records };
  });
  await writeLog(
    logs,
    logPath(),
    written.flatMap(({ records }) => records),
  );
  return written;
}
