import type { Random } from './random.ts';

/** Account ids of the fictional company, in the form of the AWS documentation's. */
export const MANAGEMENT = '111122223333';
export const SECURITY = '222233334444';
export const PRODUCTION = '444455556666';
export const STAGING = '777788889999';
export const ACCOUNTS: readonly string[] = [MANAGEMENT, SECURITY, PRODUCTION, STAGING];

export const TOKYO = 'ap-northeast-1';
export const VIRGINIA = 'us-east-1';
export const OHIO = 'us-east-2';
export const IRELAND = 'eu-west-1';
export const SYDNEY = 'ap-southeast-2';

export const IDENTITY_STORE = `arn:aws:identitystore::${MANAGEMENT}:identitystore/d-9567a1b2c3`;
export const SAML_PROVIDER = 'CorpIdP';

/** Where people work. Addresses are of the ranges reserved for documentation (RFC 5737, RFC 3849). */
export interface Office {
  /** in the last days of October; the sample keeps no other clock */
  utcOffsetHours: number;
  regions: readonly string[];
  /** the region that signs in an IAM user whose browser holds an account alias cookie */
  signInRegion: string;
  /** all of the office leaves through one address */
  address: string;
  /** prefix of the addresses that people have at home */
  homes: string;
}

export const OFFICES = {
  tokyo: {
    utcOffsetHours: 9,
    regions: [TOKYO, TOKYO, VIRGINIA],
    signInRegion: SYDNEY,
    address: '203.0.113.10',
    homes: '203.0.113.',
  },
  london: {
    utcOffsetHours: 0,
    regions: [IRELAND, IRELAND, VIRGINIA],
    signInRegion: OHIO,
    address: '198.51.100.20',
    homes: '198.51.100.',
  },
  sydney: {
    utcOffsetHours: 11,
    regions: [SYDNEY, TOKYO],
    signInRegion: SYDNEY,
    address: '192.0.2.30',
    homes: '2001:db8:61::',
  },
  newYork: {
    utcOffsetHours: -4,
    regions: [VIRGINIA, OHIO],
    signInRegion: OHIO,
    address: '192.0.2.140',
    homes: '192.0.2.',
  },
} as const satisfies Record<string, Office>;

/** Where the password guessing comes from. */
export const GUESSER_ADDRESS = '198.51.100.66';

export const BROWSERS: readonly string[] = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
];

export const AGENTS = {
  cli: 'aws-cli/2.31.22 md/awscrt#0.28.1 ua/2.1 os/linux#6.8.0-1040-aws md/arch#x86_64 lang/python#3.13.7 md/pyimpl#CPython cfg/retry-mode#standard md/prompt#off md/command#sts.get-caller-identity',
  boto: 'Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#6.1.155-176.282.amzn2023.x86_64 md/arch#x86_64 lang/python#3.12.11 md/pyimpl#CPython cfg/retry-mode#legacy Botocore/1.40.61',
  node: 'aws-sdk-js/3.918.0 ua/2.1 os/linux#5.10.244-267.968.amzn2.aarch64 lang/js md/nodejs#22.20.0 exec-env/AWS_Lambda_nodejs22.x api/dynamodb#3.918.0 m/E,b',
  java: 'aws-sdk-java/2.35.11 md/io#sync md/http#Apache ua/2.1 os/Linux#5.10.244-240.965.amzn2.x86_64 lang/java#21.0.8 md/OpenJDK_64-Bit_Server_VM#21.0.8+9-LTS',
  go: 'aws-sdk-go-v2/1.39.3 ua/2.1 os/linux lang/go#1.25.1 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.257.2',
  terraform:
    'APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.18.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.39.3 ua/2.1 os/linux lang/go#1.24.8',
  ssm: 'aws-sdk-go/1.55.5 (go1.24.6; linux; amd64) amazon-ssm-agent/3.3.3050.0',
} as const;

export function homeAddress(random: Random, office: Office): string {
  return office.homes.includes(':')
    ? `${office.homes}${random.integer(1, 0xffff).toString(16)}`
    : `${office.homes}${random.integer(100, 250)}`;
}
