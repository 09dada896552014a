const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'];

/** How one language writes numbers. */
export function numbersIn(locale: string) {
  // Made at their first use: each takes milliseconds, which every cold start would pay.
  const whole = once(() => new Intl.NumberFormat(locale));
  const tenths = once(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
  const percent = once(() => new Intl.NumberFormat(locale, { style: 'percent' }));
  const cents = once(
    () => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  );
  return {
    number: (value: number) => whole().format(value),

    /** in decimal units, as the price of a scan and the limits of mail servers count them: `3.1 kB` */
    bytes: (value: number) => {
      const power = value < 1000 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), UNITS.length);
      return `${tenths().format(value / 1000 ** power)} ${UNITS[power - 1] ?? 'B'}`;
    },

    /** a share of the whole, never rounded to nothing or to all: `<1%`, `58%`, `>99%` */
    share: (part: number, all: number) => {
      const fraction = all === 0 ? 0 : part / all;
      if (fraction > 0 && fraction < 0.01) return `<${percent().format(0.01)}`;
      if (fraction > 0.99 && fraction < 1) return `>${percent().format(0.99)}`;
      return percent().format(fraction);
    },

    /** to the cent: `USD 0.42` */
    dollars: (value: number) => `USD ${cents().format(value)}`,
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
