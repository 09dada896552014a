/** What a policy, of a resource or of a role, says to a request, as far as the policies here go. Whatever it does not know, it throws on. */

export interface Statement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  /** of a resource's policy */
  Principal?: '*' | Readonly<Record<string, string | string[]>>;
  Action: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

export interface PolicyDocument {
  Version: string;
  Statement: Statement[];
}

export interface Request {
  /** a service, an IAM principal's ARN, or nobody known */
  principal: { service: string } | { arn: string } | 'anonymous';
  action: string;
  resource: string;
  /** condition keys, but for those that follow from the principal */
  context: Context;
}

type Context = Readonly<Record<string, string | readonly string[]>>;

/**
 * The evaluation of a request by one policy: an explicit denial, else an allowance, else a denial.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function isAllowed({ Statement: statements }: PolicyDocument, request: Request): boolean {
  const applying = statements.filter((statement) => applies(statement, request));
  return applying.length > 0 && applying.every(({ Effect }) => Effect === 'Allow');
}

function applies(statement: Statement, request: Request): boolean {
  const context = contextOf(request);
  const { Action, Resource, NotResource, Condition = {} } = statement;
  return (
    matchesPrincipal(statement.Principal, request.principal) &&
    [Action].flat().some((action) => glob(action).test(request.action)) &&
    (Resource === undefined || matchesResource(Resource, request.resource, context)) &&
    (NotResource === undefined || !matchesResource(NotResource, request.resource, context)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) => holds(operator, key, [values].flat(), context)),
    )
  );
}

function contextOf({ principal, context }: Request): Context {
  return typeof principal === 'object' && 'arn' in principal
    ? { 'aws:PrincipalArn': principal.arn, ...context }
    : context;
}

function matchesPrincipal(stated: Statement['Principal'], principal: Request['principal']): boolean {
  if (stated === undefined || stated === '*') return true;
  return Object.entries(stated).some(([type, values]) =>
    [values].flat().some((value) => {
      if (type === 'Service')
        return typeof principal === 'object' && 'service' in principal && principal.service === value;
      const [, account] = /^arn:aws:iam::(\d{12}):root$/.exec(value) ?? [];
      if (type !== 'AWS' || !account) throw new Error(`unknown principal: ${type} ${value}`);
      return typeof principal === 'object' && 'arn' in principal && principal.arn.split(':')[4] === account;
    }),
  );
}

function matchesResource(patterns: string | string[], resource: string, context: Context): boolean {
  return [patterns].flat().some((pattern) => glob(pattern, context).test(resource));
}

type Test = (value: string, pattern: string, context: Context) => boolean;

const like: Test = (value, pattern, context) => glob(pattern, context).test(value);
const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: (value, expected, context) => value === substitute(expected, context),
  StringEqualsIgnoreCase: (value, expected) => value.toLowerCase() === expected.toLowerCase(),
  StringLike: like,
  Bool: (value, expected) => value === expected,
  // Part by part: * does not go beyond a colon.
  ArnLike: (value, pattern, context) => {
    const parts = arnParts(value);
    return arnParts(substitute(pattern, context)).every((part, index) => like(parts[index] ?? '', part, {}));
  },
};

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
function holds(operator: string, key: string, values: readonly string[], context: Context): boolean {
  const value = context[key];
  if (operator === 'Null') return String(value === undefined) === values[0];
  const [, forAll, not, name = '', ifExists] =
    /^(ForAllValues:)?(?:(String|Arn)Not)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const test = TESTS[`${not ?? ''}${name}`];
  if (!test) throw new Error(`unknown operator: ${operator}`);
  if (value === undefined) return Boolean(forAll || not || ifExists);
  const given = [value].flat();
  if (given.length > 1 && !forAll) throw new Error(`several values of ${key} for ${operator}`);
  const isMet = given.every((one) => values.some((expected) => test(one, expected, context)));
  return not ? !isMet : isMet;
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function glob(pattern: string, context: Context = {}): RegExp {
  const text = substitute(pattern, context).replace(/[.+^$()|[\]{}\\]/g, '\\$&');
  return new RegExp(`^${text.replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
}

/** `${aws:SourceAccount}` → its value; where there is none, something that matches nothing */
function substitute(text: string, context: Context): string {
  return text.replace(/\$\{([^}]+)\}/g, (_, key: string) => String(context[key] ?? '\0'));
}
