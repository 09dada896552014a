import type { PageWords } from './en.ts';

export const ja: PageWords = {
  contents: 'このページの内容',
  summary: '概要',
  controls: '統制',
  reports: 'レポート',
};
