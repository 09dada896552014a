/** What the page says beside the words of the mail. */
export const en = {
  contents: 'On this page',
  summary: 'Summary',
  controls: 'Controls',
  reports: 'Reports',
};

export type PageWords = typeof en;
