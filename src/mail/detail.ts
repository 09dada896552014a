/** How much the mail shows of each report. */
export interface Detail {
  /** newest rows */
  rows: number;
  /** counted columns */
  columns: number;
  /** values of each column */
  values: number;
  /** whether the rows are spread over the hours of the day */
  hours: boolean;
  /** characters of the message of an error */
  error: number;
}

export const LEAST_DETAIL: Detail = { rows: 0, values: 0, columns: 0, hours: false, error: 50 };

/** From much to little. */
export const DETAILS: readonly [Detail, ...Detail[]] = [
  { rows: 10, values: 5, columns: 5, hours: true, error: 600 },
  { rows: 7, values: 5, columns: 5, hours: true, error: 600 },
  { rows: 5, values: 3, columns: 4, hours: true, error: 600 },
  { rows: 3, values: 3, columns: 3, hours: true, error: 600 },
  { rows: 3, values: 3, columns: 3, hours: false, error: 600 },
  { rows: 0, values: 3, columns: 3, hours: false, error: 300 },
  { rows: 0, values: 2, columns: 1, hours: false, error: 200 },
  { rows: 0, values: 0, columns: 0, hours: false, error: 200 },
  LEAST_DETAIL,
];
