import type { SummaryInput } from './model.ts';

/** What a run left behind, with its reports called as their headers call them in the mail's language. */
export function translated(input: SummaryInput): SummaryInput {
  const { language, manifest, planned } = input;
  if (language === 'en') return input;
  const textOf = (id: string) => planned.find((report) => report.id === id)?.translations?.[language];
  return {
    ...input,
    manifest: {
      ...manifest,
      reports: manifest.reports.map((report) => ({
        ...report,
        title: textOf(report.id)?.title ?? report.title,
      })),
    },
    planned: planned.map((report) => ({
      ...report,
      description: textOf(report.id)?.description ?? report.description,
    })),
  };
}
