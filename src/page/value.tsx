/** A value of a log. A long one breaks between its parts where it can, but not in a time. */
export function Value({ text }: { text: string }) {
  const parts =
    text.length > 16 ? text.split(/(?<=[_/.:@])(?<!\b\d\d:)(?=[^_/.:@])|(?<=[a-z])(?=[A-Z])/) : [text];
  return <>{parts.map((part, at) => [at > 0 && <wbr />, part])}</>;
}
