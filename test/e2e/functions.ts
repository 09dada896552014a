import type { LambdaFunction } from './lambda-environment.ts';
import { ACCOUNT, type Deployed, REGION } from './template.ts';

/** What the functions talk to. */
export type Services = Readonly<Record<'s3' | 'ses' | 'athena' | 'stepFunctions', { url: string }>>;

export interface FunctionOptions {
  /** What the functions reach in the place of the services. */
  through?(services: Services): Promise<Services>;
  /** further variables of a function's environment, by its name in serverless.yml */
  variables?(name: string): Readonly<Record<string, string>>;
}

interface FunctionProperties {
  FunctionName: string;
  Handler: string;
  MemorySize: number;
  Timeout: number;
  Environment?: { Variables?: Record<string, string> };
}

/**
 * The functions of the stack, with the whole of their environment: what the template says, what Lambda adds, and where
 * the services are.
 *
 * @param bundles name of each function in serverless.yml → directory of its bundle
 */
export async function functionsOf(
  { resources, ref, ofType }: Deployed,
  bundles: Readonly<Record<string, string>>,
  services: Services,
  { through = async (direct) => direct, variables = () => ({}) }: FunctionOptions = {},
): Promise<LambdaFunction[]> {
  const reached = await through(services);
  return ofType('AWS::Lambda::Function').map((id) => {
    const properties = resources[id]?.Properties as unknown as FunctionProperties;
    const { FunctionName: name, Handler: handler, MemorySize, Timeout } = properties;
    const bundle = Object.keys(bundles).find((candidate) => name.endsWith(`-${candidate}`)) ?? '';
    const code = bundles[bundle];
    if (!code) throw new Error(`there is no bundle for ${name}`);
    return {
      name,
      arn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${ref(id)}`,
      code,
      handler,
      memoryMegabytes: MemorySize,
      timeoutSeconds: Timeout,
      variables: {
        ...properties.Environment?.Variables,
        ...lambdaVariables(properties, code),
        ...endpointVariables(reached),
        ...variables(bundle),
      },
    };
  });
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
function lambdaVariables({ FunctionName, Handler, MemorySize }: FunctionProperties, code: string) {
  return {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_LAMBDA_FUNCTION_NAME: FunctionName,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    LAMBDA_TASK_ROOT: code,
    _HANDLER: Handler,
    TZ: ':UTC',
    // s3rver's only key pair; the others take any.
    AWS_ACCESS_KEY_ID: 'S3RVER',
    AWS_SECRET_ACCESS_KEY: 'S3RVER',
    // Of a Node.js older than Lambda's.
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // No settings of whoever runs this.
    HOME: code,
  };
}

/** https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
function endpointVariables({ s3, ses, athena, stepFunctions }: Services) {
  return {
    AWS_ENDPOINT_URL_S3: s3.url,
    AWS_ENDPOINT_URL_SESV2: ses.url,
    AWS_ENDPOINT_URL_ATHENA: athena.url,
    AWS_ENDPOINT_URL_SFN: stepFunctions.url,
    // Whatever is not here is nowhere.
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  };
}
