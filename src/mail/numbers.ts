const UNITS = ['kB', 'MB', 'GB', 'TB', 'PB'];

/** How one language writes numbers. */
export function numbersIn(locale: string) {
  const number = formatter(locale, {});
  const tenths = formatter(locale, { maximumFractionDigits: 1 });
  const percent = formatter(locale, { style: 'percent' });
  const cents = formatter(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return {
    number,

    /** in decimal units, as the price of a scan and the limits of mail servers count them: `3.1 kB` */
    bytes: (value: number) => {
      const power = value < 1000 ? 0 : Math.min(Math.floor(Math.log10(value) / 3), UNITS.length);
      return `${tenths(value / 1000 ** power)} ${UNITS[power - 1] ?? 'B'}`;
    },

    /** a share of the whole, never rounded to nothing or to all: `<1%`, `58%`, `>99%` */
    share: (part: number, all: number) => {
      const fraction = all === 0 ? 0 : part / all;
      if (fraction > 0 && fraction < 0.01) return `<${percent(0.01)}`;
      if (fraction > 0.99 && fraction < 1) return `>${percent(0.99)}`;
      return percent(fraction);
    },

    /** to the cent: `USD 0.42` */
    dollars: (value: number) => `USD ${cents(value)}`,
  };
}

function formatter(locale: string, options: Intl.NumberFormatOptions) {
  let format: Intl.NumberFormat | undefined;
  return (value: number) => {
    // Made at its first use: it takes milliseconds, which every cold start would pay.
    format ??= new Intl.NumberFormat(locale, options);
    return format.format(value);
  };
}
