/** The templates that are deployed by themselves, and CloudFormation's part in reading them: values and rules. */
import { createRequire } from 'node:module';
import { type Deployed, deploy, type Template } from '../../e2e/template.ts';

interface Parameter {
  Type: 'String' | 'Number';
  Default?: string | number;
  AllowedPattern?: string;
  AllowedValues?: string[];
  ConstraintDescription?: string;
  MinValue?: number;
  MaxValue?: number;
}

interface Rule {
  Assertions: { Assert: unknown; AssertDescription: string }[];
}

export interface StandaloneTemplate extends Template {
  Parameters: Record<string, Parameter>;
  Rules?: Record<string, Rule>;
}

// Knows the short forms of CloudFormation's functions; it has no types.
const read = createRequire(import.meta.url)('serverless/lib/configuration/read.js') as (
  path: string,
) => Promise<StandaloneTemplate>;

/** @param name a file of infra/accounts */
export function readTemplate(name: string): Promise<StandaloneTemplate> {
  return read(`infra/accounts/${name}`);
}

export interface Stack extends Deployed {
  /** what is wrong with the values, in the template's words: then CloudFormation makes nothing */
  faults: string[];
}

/** `aws cloudformation deploy --parameter-overrides …` */
export function deployStack(
  template: StandaloneTemplate,
  overrides: Readonly<Record<string, string>>,
): Stack {
  const names = Object.keys(template.Parameters);
  const values = Object.fromEntries(
    names.map((name) => [name, overrides[name] ?? String(template.Parameters[name]?.Default ?? '')]),
  );
  return {
    ...deploy(template, values),
    faults: [...parameterFaults(template, overrides), ...ruleFaults(template, values)],
  };
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html */
function parameterFaults(
  { Parameters }: StandaloneTemplate,
  overrides: Readonly<Record<string, string>>,
): string[] {
  const unknown = Object.keys(overrides).filter((name) => !(name in Parameters));
  if (unknown.length > 0) throw new Error(`the template has no parameter ${unknown.join(', ')}`);
  return Object.entries(Parameters).flatMap(([name, parameter]) => {
    const value = overrides[name] ?? parameter.Default;
    if (value === undefined) return [`${name} must have a value`];
    return isAllowed(String(value), parameter) ? [] : [`${name}: ${parameter.ConstraintDescription}`];
  });
}

function isAllowed(value: string, parameter: Parameter): boolean {
  const { AllowedPattern = '', AllowedValues = [value], MinValue, MaxValue } = parameter;
  return (
    new RegExp(AllowedPattern).test(value) &&
    AllowedValues.includes(value) &&
    (MinValue === undefined || Number(value) >= MinValue) &&
    (MaxValue === undefined || Number(value) <= MaxValue)
  );
}

function ruleFaults({ Rules = {} }: StandaloneTemplate, values: Readonly<Record<string, string>>): string[] {
  const assertions = Object.values(Rules).flatMap(({ Assertions }) => Assertions);
  const kept = deploy(
    { Conditions: Object.fromEntries(assertions.map(({ Assert }, index) => [index, Assert])), Resources: {} },
    values,
  );
  return assertions.flatMap(({ AssertDescription }, index) =>
    kept.condition(String(index)) ? [] : [AssertDescription],
  );
}
