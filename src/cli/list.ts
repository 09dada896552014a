/** A list as it is typed: `a, b` */
export function list(text: string): string[] {
  return text.split(',').map((item) => item.trim());
}
