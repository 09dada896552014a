import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import type { Manifest } from '../../src/run/manifest.ts';
import { audit } from '../cli/audit.ts';
import { emptyDirectory } from '../logs.ts';
import { DAYS, dateOf, writeBusyMonth } from './busy-month.ts';
import { type Line, linesOf } from './first-screen.ts';
import type { Incident } from './incidents.ts';

const LEARNING_DAYS = 14;
const MOST_FALSE_LINES = 2;

const SETTINGS = {
  schedule: { time: '00:30' },
  groups: {
    deploy: { identity: ['assumed-role/deploy-production/*', 'assumed-role/terraform-apply/*', 'ci-deploy'] },
    scanner: { identity: ['assumed-role/SecurityAudit/*', 'assumed-role/security-scanner/*'] },
  },
};

interface Day {
  date: string;
  lines: Line[];
  incidents: Incident[];
}

let days: Day[];

beforeAll(async () => {
  const [logs, out] = [await emptyDirectory(), await emptyDirectory()];
  const incidents = await writeBusyMonth(logs, 1);
  const config = join(logs, 'config.json');
  await writeFile(config, JSON.stringify(SETTINGS));
  const scheduled = `${dateOf(2)}..${dateOf(DAYS + 1)}`;
  const options = ['--logs', logs, '--out', out, '--config', config, '--scheduled', scheduled, '--json'];
  const { stdout, stderr } = await audit(['run', ...options]);
  expect(stderr).toBe('');
  const manifests: Manifest[] = JSON.parse(stdout);
  expect(manifests).toHaveLength(DAYS);
  days = await Promise.all(
    manifests.map(async (manifest) => {
      const date = manifest.window.from.slice(0, 10);
      const folder = join(out, 'runs', date.replaceAll('-', '/'), manifest.runId);
      const mail = await PostalMime.parse(await readFile(join(folder, 'message.eml')));
      const planted = incidents.filter(({ dayOfMonth }) => dateOf(dayOfMonth) === date);
      return { date, lines: linesOf(manifest, mail.text ?? ''), incidents: planted };
    }),
  );
});

/** Whether it names who did it, and of a control, whether it has an event of it. */
function isAbout({ text, eventIds }: Line, { who, happenings }: Incident): boolean {
  if (!text.includes(who)) return false;
  return !eventIds || happenings.some(({ record }) => eventIds.includes(record.eventID));
}

test('each of twenty incidents is in the first screen of its day, by name', () => {
  const planted = days.flatMap((day) => day.incidents.map((incident) => ({ day, incident })));
  const missed = planted.filter(({ day, incident }) => !day.lines.some((line) => isAbout(line, incident)));
  expect(planted).toHaveLength(20);
  expect(missed.map(({ day, incident }) => `${day.date} ${incident.name}: ${incident.who}`)).toEqual([]);
});

test('after the days of learning at most two lines a day are about no incident', () => {
  const noisy = days.slice(LEARNING_DAYS).flatMap(({ date, lines, incidents }) => {
    const others = lines.filter((line) => !incidents.some((incident) => isAbout(line, incident)));
    return others.length > MOST_FALSE_LINES ? others.map(({ text }) => `${date} ${text}`) : [];
  });
  expect(noisy).toEqual([]);
});
