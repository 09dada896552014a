/** A list as it is typed: `a, b`, or in several options of the same name, of which none may be lost. */
export function list(text: string, before: readonly string[] = []): string[] {
  return [...before, ...text.split(',').map((item) => item.trim())];
}
