/** The compiled template, and what its references come to once deployed to an account of this machine. */

export interface Resource {
  Type: string;
  Condition?: string;
  Properties?: Record<string, unknown>;
}

export interface Template {
  Conditions?: Record<string, unknown>;
  Resources: Record<string, Resource>;
}

export const REGION = 'us-east-1';
export const ACCOUNT = '111122223333';

export interface Deployed {
  /** the template with every reference resolved */
  resources: Readonly<Record<string, Required<Omit<Resource, 'Condition'>>>>;
  /** what `Ref` of a resource gives: a name, an ARN, a URL */
  ref(logicalId: string): string;
  condition(name: string): boolean;
  /** logical ids, in the template's order */
  ofType(type: string): string[];
}

/**
 * @param parameters a value for each parameter of the template
 * @throws where the template refers to something that it does not hold, or in a way unknown here
 */
export function deploy(
  { Conditions = {}, Resources }: Template,
  parameters: Readonly<Record<string, string>> = {},
): Deployed {
  const resolver = new Resolver(Resources, Conditions, parameters);
  const made = Object.entries(Resources).filter(
    ([, { Condition }]) => !Condition || resolver.condition(Condition),
  );
  const resources = Object.fromEntries(
    made.map(([id, { Type, Properties = {} }]) => [
      id,
      { Type, Properties: resolver.resolve(Properties) as Record<string, unknown> },
    ]),
  );
  return {
    resources,
    ref: (id) => String(resolver.ref(id)),
    condition: (name) => resolver.condition(name),
    ofType: (type) => Object.keys(resources).filter((id) => resources[id]?.Type === type),
  };
}

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Region': REGION,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** The property that names a resource, and how its ARN goes on with the name. */
const NAMED: Readonly<Record<string, { property: string; arn: string }>> = {
  'AWS::S3::Bucket': { property: 'BucketName', arn: 'arn:aws:s3:::' },
  'AWS::Lambda::Function': {
    property: 'FunctionName',
    arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:`,
  },
  'AWS::StepFunctions::StateMachine': {
    property: 'StateMachineName',
    arn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:`,
  },
  'AWS::SNS::Topic': { property: 'TopicName', arn: `arn:aws:sns:${REGION}:${ACCOUNT}:` },
  'AWS::Events::Rule': { property: 'Name', arn: `arn:aws:events:${REGION}:${ACCOUNT}:rule/` },
  'AWS::CloudWatch::Alarm': { property: 'AlarmName', arn: `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:` },
  'AWS::SQS::Queue': { property: 'QueueName', arn: `arn:aws:sqs:${REGION}:${ACCOUNT}:` },
  'AWS::Logs::LogGroup': { property: 'LogGroupName', arn: `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:` },
  'AWS::IAM::Role': { property: 'RoleName', arn: `arn:aws:iam::${ACCOUNT}:role/` },
  'AWS::Athena::WorkGroup': { property: 'Name', arn: '' },
  'AWS::CloudTrail::Trail': {
    property: 'TrailName',
    arn: `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/`,
  },
};

/** Of these `Ref` gives the ARN. */
const REF_IS_ARN = ['AWS::StepFunctions::StateMachine', 'AWS::SNS::Topic'];

class Resolver {
  constructor(
    private readonly resources: Template['Resources'],
    private readonly conditions: Readonly<Record<string, unknown>>,
    private readonly parameters: Readonly<Record<string, string>>,
  ) {}

  /** undefined: the value is left out */
  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item)).filter(isGiven);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[key, argument] = ['', undefined]] = entries;
    if (entries.length === 1 && key === 'Ref') return this.ref(argument);
    if (entries.length === 1 && key === 'Condition') return this.condition(argument);
    if (entries.length === 1 && key.startsWith('Fn::')) return this.call(key.slice(4), argument as never);
    return Object.fromEntries(
      entries.map(([name, item]) => [name, this.resolve(item)]).filter(([, item]) => isGiven(item)),
    );
  }

  ref(id: string): string | undefined {
    if (id === 'AWS::NoValue') return undefined;
    const given = PSEUDO_PARAMETERS[id] ?? this.parameters[id];
    if (given !== undefined) return given;
    return REF_IS_ARN.includes(this.resource(id).Type) ? this.arn(id) : this.name(id);
  }

  condition(name: string): boolean {
    if (!(name in this.conditions)) throw new Error(`the template has no condition ${name}`);
    return Boolean(this.resolve(this.conditions[name]));
  }

  private call(name: string, argument: never): unknown {
    switch (name) {
      case 'GetAtt':
        return this.attribute(argument);
      case 'Sub':
        return this.substitute(argument);
      case 'If':
        return this.resolve(argument[this.condition(argument[0]) ? 1 : 2]);
    }
    const values = this.resolve(argument) as unknown[];
    switch (name) {
      case 'Join':
        return (values[1] as string[]).join(String(values[0]));
      case 'Split':
        return String(values[1]).split(String(values[0]));
      case 'Equals':
        return values[0] === values[1];
      case 'Not':
        return !values[0];
      case 'And':
        return values.every(Boolean);
      case 'Or':
        return values.some(Boolean);
    }
    throw new Error(`unknown: Fn::${name} ${JSON.stringify(argument)}`);
  }

  private attribute(argument: string | [string, string]): string {
    const [id, attribute] = typeof argument === 'string' ? argument.split('.') : argument;
    if (attribute === 'QueueName') return this.name(id ?? '');
    if (attribute !== 'Arn') throw new Error(`unknown attribute: ${id}.${attribute}`);
    return this.arn(id ?? '');
  }

  private substitute(argument: string | [string, Record<string, unknown>]): string {
    const [text, variables] = typeof argument === 'string' ? [argument, {}] : argument;
    // ${!name} stands for ${name} itself.
    return text.replace(/\$\{(!?)([^!}]+)\}/g, (_, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(variables, name)) return String(this.resolve(variables[name]));
      return name.includes('.') ? this.attribute(name) : String(this.ref(name));
    });
  }

  private arn(id: string): string {
    const prefix = NAMED[this.resource(id).Type]?.arn;
    if (!prefix) throw new Error(`no ARN is known for ${id}, ${this.resource(id).Type}`);
    return `${prefix}${this.name(id)}`;
  }

  /** As given, or as CloudFormation makes one up. */
  private name(id: string): string {
    const { Type, Properties } = this.resource(id);
    const given = this.resolve(Properties?.[NAMED[Type]?.property ?? '']);
    if (typeof given === 'string') return given;
    return `audit-${id.toLowerCase()}-1a2b3c4d5e6f`;
  }

  private resource(id: string): Resource {
    const resource = this.resources[id];
    if (!resource) throw new Error(`the template has no ${id}`);
    return resource;
  }
}

function isGiven(value: unknown): boolean {
  return value !== undefined;
}
