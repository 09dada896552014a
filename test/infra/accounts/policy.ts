/** What a resource's policy says to a request, as far as the policies here go. Whatever it does not know, it throws on. */

export interface Statement {
  Sid: string;
  Effect: 'Allow' | 'Deny';
  Principal: '*' | Readonly<Record<string, string | string[]>>;
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
  context: Readonly<Record<string, string>>;
}

/**
 * The evaluation of a request from another account or a service: an explicit denial, else an allowance, else a denial.
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

function contextOf({ principal, context }: Request): Readonly<Record<string, string>> {
  return typeof principal === 'object' && 'arn' in principal
    ? { 'aws:PrincipalArn': principal.arn, ...context }
    : context;
}

function matchesPrincipal(stated: Statement['Principal'], principal: Request['principal']): boolean {
  if (stated === '*') return true;
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

function matchesResource(
  patterns: string | string[],
  resource: string,
  context: Readonly<Record<string, string>>,
): boolean {
  return [patterns].flat().some((pattern) => glob(pattern, context).test(resource));
}

type Test = (value: string, pattern: string, context: Readonly<Record<string, string>>) => boolean;

const like: Test = (value, pattern, context) => glob(pattern, context).test(value);
const TESTS: Readonly<Record<string, Test>> = {
  StringEquals: (value, expected, context) => value === substitute(expected, context),
  StringLike: like,
  Bool: (value, expected) => value === expected,
  // Part by part: * does not go beyond a colon.
  ArnLike: (value, pattern, context) => {
    const parts = arnParts(value);
    return arnParts(substitute(pattern, context)).every((part, index) => like(parts[index] ?? '', part, {}));
  },
};

function holds(
  operator: string,
  key: string,
  values: readonly string[],
  context: Readonly<Record<string, string>>,
): boolean {
  const value = context[key];
  if (operator === 'Null') return String(value === undefined) === values[0];
  const test = TESTS[operator.replace('Not', '')];
  if (!test) throw new Error(`unknown operator: ${operator}`);
  const isMet = value !== undefined && values.some((expected) => test(value, expected, context));
  return operator.includes('Not') ? !isMet : isMet;
}

function arnParts(arn: string): string[] {
  const parts = arn.split(':');
  return [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function glob(pattern: string, context: Readonly<Record<string, string>> = {}): RegExp {
  const text = substitute(pattern, context).replace(/[.+^$()|[\]{}\\]/g, '\\$&');
  return new RegExp(`^${text.replace(/\*/g, '.*').replace(/\?/g, '.')}$`);
}

/** `${aws:SourceAccount}` → its value; where there is none, something that matches nothing */
function substitute(text: string, context: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{([^}]+)\}/g, (_, key: string) => context[key] ?? '\0');
}
