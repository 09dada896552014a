const TIME = /^\d{4}-\d\d-\d\d[ T][\d:.]+Z?$/;
/** Between the parts of a long value, but not in a time; and in a part that goes on and on. */
const BREAKS = /(?<=[_/.:@])(?<!\b\d\d:)(?=[^_/.:@])|(?<=[a-z])(?=[A-Z])/;
const LONG_PART = /.{1,24}/gsu;

/** A value of a log. A long one breaks between its parts where it can, a short one and a time nowhere. */
export function Value({ text }: { text: string }) {
  if (TIME.test(text)) return <span class="nowrap">{text}</span>;
  const parts = text.length > 16 ? text.split(BREAKS).flatMap((part) => part.match(LONG_PART) ?? []) : [text];
  return <>{parts.map((part, at) => [at > 0 && <wbr />, part])}</>;
}
