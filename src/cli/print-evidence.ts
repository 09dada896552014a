import { faultUnless, messageOf, RequestError } from '../errors.ts';
import { collectEvidence } from '../evidence/collect.ts';
import { evidenceCsv } from '../evidence/csv.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { evidenceHtml } from '../evidence/html.tsx';
import { EVIDENCE_WORDS } from '../evidence/words.ts';
import { LANGUAGES, type Language } from '../run/language.ts';
import { isIsoDay } from '../time/days.ts';
import { storedPlace, storedPlaceFaults } from './stored-place.ts';
import type { Io } from './terminal.ts';

/** What `evidence` is asked for, as it was typed. */
export interface EvidenceOptions {
  out?: string;
  from?: string;
  to?: string;
  format?: string;
  language?: string;
  region?: string;
}

const FORMATS = ['csv', 'html'] as const;

/**
 * @returns whether every run of the period is whole
 * @throws RequestError with every fault
 */
export async function printEvidence(options: EvidenceOptions, io: Io): Promise<boolean> {
  const { out = '', from = '', to = '', format = 'csv', language = 'en', region } = options;
  const faults = optionFaults(options);
  if (faults.length > 0) throw new RequestError(faults);
  const evidence = await collected({ from, to }, out, region);
  const words = EVIDENCE_WORDS[language as Language];
  const text =
    format === 'html' ? evidenceHtml(evidence, words, language) : await evidenceCsv(evidence, words);
  // What prints it adds the last character.
  io.out(text.replace(/\n$/, ''));
  return evidence.totals.notWhole === 0;
}

function optionFaults({ out, from, to, format = 'csv', language = 'en', region }: EvidenceOptions): string[] {
  return [
    ...(out === undefined ? ['out: missing, give the archive'] : storedPlaceFaults('out', out, region)),
    ...dayFaults('from', from),
    ...dayFaults('to', to),
    ...faultUnless(!isAfter(from, to), 'to', to, `is before the first day, ${from}`),
    ...faultUnless(isOneOf(FORMATS, format), 'format', format, `is unknown: give ${FORMATS.join(' or ')}`),
    ...faultUnless(
      isOneOf(LANGUAGES, language),
      'language',
      language,
      `is unknown: give ${LANGUAGES.join(' or ')}`,
    ),
  ];
}

function dayFaults(option: string, text: string | undefined): string[] {
  if (text === undefined) return [`${option}: missing, give a day such as 2026-11-01`];
  return faultUnless(isIsoDay(text), option, text, 'is not a day such as 2026-11-01');
}

function isAfter(from = '', to = ''): boolean {
  return isIsoDay(from) && isIsoDay(to) && from > to;
}

function isOneOf(all: readonly string[], name: string): boolean {
  return all.includes(name);
}

async function collected(
  period: { from: string; to: string },
  place: string,
  region: string | undefined,
): Promise<Evidence> {
  const archive = await storedPlace('out', place, region);
  const evidence = await collectEvidence(period, archive, new Date().toISOString()).catch(
    (error: unknown) => {
      throw new RequestError([`out: ${place} cannot be read: ${messageOf(error)}`]);
    },
  );
  if (!evidence)
    throw new RequestError([`out: ${place} has no run from ${period.from} to ${period.to}, nor close to it`]);
  return evidence;
}
