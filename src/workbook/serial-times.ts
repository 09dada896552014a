import { Temporal } from 'temporal-polyfill';

const DAY_ZERO = Temporal.PlainDate.from('1899-12-30');
/** Before it Excel counts a day that was none: 29 February 1900. */
const FIRST_DAY = 61;
const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)Z$/;
const MOST_DAYS = 1000;

/** Excel's date-times: days since 1899-12-30, in UTC. */
export class SerialTimes {
  private readonly days = new Map<string, number>();

  /** @returns undefined of what is not written as CloudTrail writes an instant: `2026-11-21T07:00:00Z` */
  of(text: string): number | undefined {
    const [, date = '', hours, minutes, seconds] = INSTANT.exec(text) ?? [];
    if (date === '') return undefined;
    const day = this.dayOf(date);
    if (day < FIRST_DAY) return undefined;
    return day + (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
  }

  private dayOf(date: string): number {
    const known = this.days.get(date);
    if (known !== undefined) return known;
    if (this.days.size === MOST_DAYS) this.days.clear();
    const day = daysTo(date);
    this.days.set(date, day);
    return day;
  }
}

/** 0 where there is no such day. */
function daysTo(date: string): number {
  try {
    return DAY_ZERO.until(Temporal.PlainDate.from(date), { largestUnit: 'days' }).days;
  } catch {
    return 0;
  }
}
