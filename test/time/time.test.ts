import { isTimeZone } from '../../src/time/time.ts';

describe('isTimeZone', () => {
  test.each(['Asia/Tokyo', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT-9'])('knows %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  test.each(['', 'Mars/Olympus', '+09:00', 'Z', 'JST', ' UTC', '2026-11-22T00:00Z'])('refuses %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
