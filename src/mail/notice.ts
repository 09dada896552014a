import type { Manifest } from '../run/manifest.ts';
import { summarize } from './model.ts';
import type { Detail, MailInput } from './summary.ts';
import { en } from './words/en.ts';
import { ja } from './words/ja.ts';

/** A run in a few lines, for a chat. Every string is safe to show (`printable`); none is markup. */
export interface RunNotice {
  subject: string;
  parts: { label: string; lines: string[] }[];
}

const DETAIL: Detail = {
  rows: 0,
  columns: 0,
  values: 0,
  hours: true,
  error: 200,
  controls: 10,
  events: 0,
  newValues: 10,
};

/** Verdict and reasons, controls, what changed and what is new, and where the run's files are. */
export function noticeOf(
  manifest: Manifest,
  { language, name, planned, controls, archiveLocation }: NoticeInput,
): RunNotice {
  const { labels } = { en, ja }[language].firstScreen;
  const { verdict } = manifest;
  if (!verdict) throw new Error('a run of this version has a verdict');
  const { subject, first, about } = summarize({
    language,
    name,
    planned,
    controls,
    archiveLocation,
    manifest: { ...manifest, verdict },
    figures: new Map(),
    attached: new Set(),
    attach: 'none',
    cost: undefined,
    costCeiling: undefined,
    detail: DETAIL,
  });
  const found = first.controls;
  const [archive] = about;
  const parts = [
    ...(first.verdict ? [{ label: first.verdict.words, lines: first.verdict.reasons }] : []),
    ...(found
      ? [
          {
            label: found.title,
            lines: [
              ...found.cards.map(({ title, severity }) => `${title} (${severity})`),
              ...(found.more === undefined ? [] : [found.more]),
            ],
          },
        ]
      : []),
    ...first.lines
      .filter(({ label }) => label === labels.change || label === labels.new)
      .map(({ label, texts }) => ({ label, lines: texts })),
    ...(archive ? [{ label: archive.label, lines: [archive.value] }] : []),
  ];
  return { subject, parts };
}

type NoticeInput = Pick<MailInput, 'language' | 'name' | 'planned' | 'controls' | 'archiveLocation'>;
