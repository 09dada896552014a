import { number } from './japanese-numbers.ts';
import type { Wording } from './wording.ts';

/** What is said in Japanese of the accounts and regions that had events. */
export const japaneseCoverage: Wording['coverage'] = {
  covered: (accounts, regions) =>
    `イベントのあった${number(accounts)}アカウント・${number(regions)}リージョン`,
  accounts: '記録アカウント数',
  count: (accounts) => `${number(accounts)}アカウント`,
  inRegions: (regions) => `${number(regions)}リージョン`,
  columns: {
    account: 'アカウント',
    events: 'イベント数',
    regions: 'リージョン別の件数',
    first: '最初のイベント',
    last: '最後のイベント',
    without: 'イベントのない時間',
  },
  title: (shown, all) =>
    shown === all
      ? 'アカウント(イベントのない時間の多い順)'
      : `全${number(all)}アカウントのうち、イベントのない時間の多い${number(shown)}アカウント`,
  hoursWithout: (without, hours, from, to) =>
    `${number(hours)}時間中${number(without)}時間、最長の空白は${from}〜${to}`,
  ofRegion: (region, events) => `${region} ${number(events)}件`,
  moreRegions: (count) => `ほか${number(count)}リージョン`,
  otherRegions: (regions, events, share) => `ほか${number(regions)}リージョン: ${number(events)}件、${share}`,
  silentRegionsTitle: (regions) => `前回の実行以降、${number(regions)}リージョンでイベントが途絶えました`,
  silentRegion: (region, accounts, more) =>
    `${region}: アカウント${[...accounts, ...(more > 0 ? [`ほか${number(more)}件`] : [])].join('、')}`,
};
