import { counted, number } from './english-numbers.ts';

/** What is said in English of the accounts and regions that had events. */
export const englishCoverage = {
  covered: (accounts: number, regions: number) =>
    `the ${counted(accounts, 'account')} and ${counted(regions, 'region')} that had events`,
  accounts: 'Accounts with events',
  count: (accounts: number) => counted(accounts, 'account'),
  inRegions: (regions: number) => `in ${counted(regions, 'region')}`,
  columns: {
    account: 'Account',
    events: 'Events',
    regions: 'Events by region',
    first: 'First event',
    last: 'Last event',
    without: 'Hours without',
  },
  title: (shown: number, all: number) =>
    shown === all
      ? 'Accounts, the quietest first'
      : `The ${number(shown)} quietest of ${counted(all, 'account')}`,
  hoursWithout: (without: number, hours: number, from: string, to: string) =>
    `${number(without)} of ${number(hours)}, longest silence ${from} to ${to}`,
  ofRegion: (region: string, events: number) => `${region} ${number(events)}`,
  moreRegions: (count: number) => `and ${number(count)} more`,
  otherRegions: (regions: number, events: number, share: string) =>
    `${counted(regions, 'other region')}: ${counted(events, 'event')}, ${share}`,
  silentRegionsTitle: (regions: number) => `${counted(regions, 'region')} fell silent since the last run`,
  silentRegion: (region: string, accounts: readonly string[], more: number) =>
    `${region}: ${[...accounts, ...(more > 0 ? [`${number(more)} more`] : [])].join(', ')}`,
};
