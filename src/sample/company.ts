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

/** Offices' and homes' addresses are of the ranges reserved for documentation (RFC 5737, RFC 3849). */
export const TOKYO_OFFICE = '203.0.113.10';
export const LONDON_OFFICE = '198.51.100.20';
export const NEW_YORK_OFFICE = '192.0.2.140';
export const SYDNEY_HOME = '2001:db8:61::1f4';
export const GUESSER = '198.51.100.66';

export const IDENTITY_STORE = `arn:aws:identitystore::${MANAGEMENT}:identitystore/d-9567a1b2c3`;
export const SAML_PROVIDER = `arn:aws:iam::${PRODUCTION}:saml-provider/CorpIdP`;
export const OIDC_PROVIDER = `arn:aws:iam::${PRODUCTION}:oidc-provider/token.actions.githubusercontent.com`;

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
export const CHROME = `${WINDOWS} Chrome/141.0.0.0 Safari/537.36`;
export const EDGE = `${CHROME} Edg/141.0.0.0`;
export const FIREFOX = 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0';
export const HEADLESS = `${WINDOWS} HeadlessChrome/126.0.0.0 Safari/537.36`;
export const CLI =
  'aws-cli/2.31.22 md/awscrt#0.28.1 ua/2.1 os/linux#6.8.0-1040-aws md/arch#x86_64 lang/python#3.13.7';
export const BOTO =
  'Boto3/1.40.61 md/Botocore#1.40.61 ua/2.1 os/linux#6.1.155-176.282.amzn2023.x86_64 md/arch#x86_64 lang/python#3.12.11';
export const NODE =
  'aws-sdk-js/3.918.0 ua/2.1 os/linux#5.10.244-267.968.amzn2.aarch64 lang/js md/nodejs#22.20.0 exec-env/AWS_Lambda_nodejs22.x';
export const JAVA =
  'aws-sdk-java/2.35.11 md/io#sync md/http#Apache ua/2.1 os/Linux#5.10.244-240.965.amzn2.x86_64 lang/java#21.0.8';
export const GO =
  'aws-sdk-go-v2/1.39.3 ua/2.1 os/linux lang/go#1.25.1 md/GOOS#linux md/GOARCH#amd64 api/ec2#1.257.2';
export const TERRAFORM =
  'APN/1.0 HashiCorp/1.0 Terraform/1.13.4 (+https://www.terraform.io) terraform-provider-aws/6.18.0 aws-sdk-go-v2/1.39.3';
