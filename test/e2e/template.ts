/** The compiled template, and what its references come to once deployed to an account of this machine. */

export interface Resource {
  Type: string;
  Properties?: Record<string, unknown>;
}

export interface Template {
  Resources: Record<string, Resource>;
}

export const REGION = 'us-east-1';
export const ACCOUNT = '111122223333';

export interface Deployed {
  /** the template with every reference resolved */
  resources: Readonly<Record<string, Required<Resource>>>;
  /** what `Ref` of a resource gives: a name, an ARN, a URL */
  ref(logicalId: string): string;
  /** logical ids, in the template's order */
  ofType(type: string): string[];
}

/** @throws where the template refers to something that it does not hold, or in a way unknown here */
export function deploy({ Resources }: Template): Deployed {
  const resolver = new Resolver(Resources);
  const resources = Object.fromEntries(
    Object.entries(Resources).map(([id, { Type, Properties = {} }]) => [
      id,
      { Type, Properties: resolver.resolve(Properties) as Record<string, unknown> },
    ]),
  );
  return {
    resources,
    ref: (id) => resolver.ref(id),
    ofType: (type) => Object.keys(Resources).filter((id) => Resources[id]?.Type === type),
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
};

/** Of these `Ref` gives the ARN. */
const REF_IS_ARN = ['AWS::StepFunctions::StateMachine', 'AWS::SNS::Topic'];

class Resolver {
  constructor(private readonly resources: Template['Resources']) {}

  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [[key, argument] = ['', undefined]] = entries;
    if (entries.length === 1 && key === 'Ref') return this.ref(argument);
    if (entries.length === 1 && key === 'Fn::GetAtt') return this.attribute(argument);
    if (entries.length === 1 && key === 'Fn::Sub') return this.substitute(argument);
    if (entries.length === 1 && key === 'Fn::Join') return this.join(argument);
    if (entries.length === 1 && key.startsWith('Fn::')) throw new Error(`unknown: ${JSON.stringify(value)}`);
    return Object.fromEntries(
      entries.filter(([, item]) => !isNoValue(item)).map(([name, item]) => [name, this.resolve(item)]),
    );
  }

  ref(id: string): string {
    const pseudo = PSEUDO_PARAMETERS[id];
    if (pseudo !== undefined) return pseudo;
    return REF_IS_ARN.includes(this.resource(id).Type) ? this.arn(id) : this.name(id);
  }

  private attribute(argument: string | [string, string]): string {
    const [id, attribute] = typeof argument === 'string' ? argument.split('.') : argument;
    if (attribute === 'QueueName') return this.name(id ?? '');
    if (attribute !== 'Arn') throw new Error(`unknown attribute: ${id}.${attribute}`);
    return this.arn(id ?? '');
  }

  private substitute(argument: string | [string, Record<string, unknown>]): string {
    const [text, variables] = typeof argument === 'string' ? [argument, {}] : argument;
    return text.replace(/\$\{([^!}]+)\}/g, (_, name: string) => {
      if (Object.hasOwn(variables, name)) return String(this.resolve(variables[name]));
      return name.includes('.') ? this.attribute(name) : this.ref(name);
    });
  }

  private join([separator, parts]: [string, unknown[]]): string {
    return parts.map((part) => this.resolve(part)).join(separator);
  }

  private arn(id: string): string {
    const prefix = NAMED[this.resource(id).Type]?.arn;
    if (!prefix) throw new Error(`no ARN is known for ${id}, ${this.resource(id).Type}`);
    return `${prefix}${this.name(id)}`;
  }

  /** As given, or as CloudFormation makes one up. */
  private name(id: string): string {
    const { Type, Properties } = this.resource(id);
    const given = Properties?.[NAMED[Type]?.property ?? ''];
    if (typeof given === 'string') return given;
    return `audit-${id.toLowerCase()}-1a2b3c4d5e6f`;
  }

  private resource(id: string): Resource {
    const resource = this.resources[id];
    if (!resource) throw new Error(`the template has no ${id}`);
    return resource;
  }
}

function isNoValue(value: unknown): boolean {
  return (value as { Ref?: unknown } | null)?.Ref === 'AWS::NoValue';
}
