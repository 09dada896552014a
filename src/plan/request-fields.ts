/** Checks the fields of a request. By hand: a schema library would take a third of the start function's start. */
import { fault, faultUnless } from '../errors.ts';

/** What is right, in words, and whether a value is. */
export interface Rule {
  right: string;
  accepts(value: unknown): boolean;
}

export interface Field {
  /** the first that a value breaks is its fault */
  rules: readonly Rule[];
  optional?: boolean;
  /** the field is a list of at least one and at most so many, each given once: what of, in words */
  listOf?: { right: string; most?: number };
}

/** A rule for texts. */
export function text(right: string, accepts: (value: string) => boolean = () => true): Rule {
  return { right, accepts: (value) => typeof value === 'string' && accepts(value) };
}

/**
 * @param right what the object is, in words
 * @returns every fault of every field, in the order of the fields, then the fields that are unknown
 */
export function fieldFaults(
  input: unknown,
  fields: Readonly<Record<string, Field>>,
  right: string,
): string[] {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return itemFaults('request', input, [{ right, accepts: () => false }]);
  const values = input as Record<string, unknown>;
  return [
    ...Object.entries(fields).flatMap(([name, field]) => faultsOf(name, values[name], field)),
    ...Object.keys(values)
      .filter((name) => !Object.hasOwn(fields, name))
      .map((name) => fault(name, values[name], `is in an unknown field; give ${right}`)),
  ];
}

function faultsOf(name: string, value: unknown, { rules, optional, listOf }: Field): string[] {
  if (value === undefined && optional) return [];
  if (!listOf) return itemFaults(name, value, rules);
  const { right, most = Number.POSITIVE_INFINITY } = listOf;
  const list = { right: `a list of ${right}, each given once`, accepts: Array.isArray };
  if (!Array.isArray(value)) return itemFaults(name, value, [list]);
  const isWhole = value.length > 0 && value.length <= most && value.length === new Set(value).size;
  return [
    ...value.flatMap((item, at) => itemFaults(`${name}[${at}]`, item, rules)),
    ...faultUnless(isWhole, name, value, `is not ${list.right}`),
  ];
}

function itemFaults(name: string, value: unknown, rules: readonly Rule[]): string[] {
  const broken = rules.find(({ accepts }) => !accepts(value));
  if (!broken) return [];
  if (value === undefined) return [`${name}: missing, give ${broken.right}`];
  return [fault(name, value, `is not ${broken.right}`)];
}
