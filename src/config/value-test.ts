/** Whether a value is one of these, in which `*` stands for any characters. */
export function valueTest(values: readonly string[]): (value: string) => boolean {
  const exact = new Set(values.filter((value) => !value.includes('*')));
  const patterns = values.filter((value) => value.includes('*')).map(wildcard);
  return (value) => exact.has(value) || patterns.some((matches) => matches(value));
}

/** Not a regular expression: a regular expression with several stars can take hours on a long value made for that. */
function wildcard(pattern: string): (value: string) => boolean {
  const [first = '', ...middle] = pattern.split('*');
  const last = middle.pop() ?? '';
  return (value) => {
    const end = value.length - last.length;
    if (end < first.length || !value.startsWith(first) || !value.endsWith(last)) return false;
    let at = first.length;
    return middle.every((part) => {
      const found = value.indexOf(part, at);
      at = found + part.length;
      return found !== -1 && at <= end;
    });
  };
}
