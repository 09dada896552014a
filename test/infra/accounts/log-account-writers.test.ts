import {
  ACCOUNTS,
  config,
  delivery,
  LISTED,
  memberLog,
  OTHER,
  ownLog,
  policyOf,
  readAcl,
  trail,
  trailArn,
  UNLISTED,
  withoutAccount,
} from './log-account.ts';
import { isAllowed, type Request } from './policy.ts';

describe('accounts with a trail each', () => {
  test.each<[string, boolean, Request]>([
    ['its log', true, trail(LISTED, ownLog(LISTED))],
    [
      'its digest',
      true,
      trail(LISTED, `AWSLogs/${LISTED}/CloudTrail-Digest/us-east-1/2026/11/24/digest.json.gz`),
    ],
    ['its log, without saying for which account', true, withoutAccount(trail(LISTED, ownLog(LISTED)))],
    ["another account's log", false, trail(LISTED, ownLog(OTHER))],
    [
      "a log below a prefix in another account's folder",
      false,
      withoutAccount(trail(LISTED, `AWSLogs/${OTHER}/CloudTrail/us-east-1/2026/11/24/${ownLog(LISTED)}`)),
    ],
    [
      'a log below a prefix in its own folder',
      false,
      trail(LISTED, `AWSLogs/${LISTED}/CloudTrail/${ownLog(LISTED)}`),
    ],
    ['a log beside AWSLogs', false, trail(LISTED, `prefix/${ownLog(LISTED)}`)],
    ["an organization's log", false, trail(LISTED, memberLog)],
    [
      'its log, of a trail of another name',
      false,
      trail(LISTED, ownLog(LISTED), { 'aws:SourceArn': trailArn(LISTED, 'mine') }),
    ],
    [
      'its log, for what is no trail',
      false,
      trail(LISTED, ownLog(LISTED), {
        'aws:SourceArn': `arn:aws:cloudtrail:us-east-1:${LISTED}:eventdatastore/audit`,
      }),
    ],
    ['its log without the ACL', false, trail(LISTED, ownLog(LISTED), { 's3:x-amz-acl': 'private' })],
    ['its log without TLS', false, trail(LISTED, ownLog(LISTED), { 'aws:SecureTransport': 'false' })],
    ['a log of an account that is not listed', false, trail(UNLISTED, ownLog(UNLISTED))],
    ['a log of a listed account, for one that is not', false, trail(UNLISTED, ownLog(LISTED))],
  ])('CloudTrail writes %s: %s', (_, expected, request) => {
    expect(isAllowed(policyOf(ACCOUNTS), request)).toBe(expected);
  });

  test.each<[string, boolean, Request]>([
    ['its history', true, config(LISTED, `AWSLogs/${LISTED}/Config/us-east-1/2026/11/24/history.json.gz`)],
    [
      "another account's",
      false,
      config(LISTED, `AWSLogs/${OTHER}/Config/us-east-1/2026/11/24/history.json.gz`),
    ],
    ['among its logs', false, config(LISTED, ownLog(LISTED))],
    [
      "a prefix in another account's folder",
      false,
      config(LISTED, `AWSLogs/${OTHER}/CloudTrail/AWSLogs/${LISTED}/Config/history.json.gz`),
    ],
    [
      "a prefix in its folder that passes for its trail's",
      false,
      config(LISTED, `AWSLogs/${LISTED}/Config/AWSLogs/${LISTED}/Config/history.json.gz`),
    ],
    [
      'without the ACL',
      false,
      config(LISTED, `AWSLogs/${LISTED}/Config/history.json.gz`, { 's3:x-amz-acl': 'private' }),
    ],
    [
      'without TLS',
      false,
      config(LISTED, `AWSLogs/${LISTED}/Config/history.json.gz`, { 'aws:SecureTransport': 'false' }),
    ],
    [
      'of an account that is not listed',
      false,
      config(UNLISTED, `AWSLogs/${UNLISTED}/Config/history.json.gz`),
    ],
    ['of nobody known', false, withoutAccount(config(LISTED, `AWSLogs/${LISTED}/Config/history.json.gz`))],
  ])('AWS Config writes, %s: %s', (_, expected, request) => {
    expect(isAllowed(policyOf(ACCOUNTS), request)).toBe(expected);
  });

  test.each<[string, boolean, Request]>([
    [
      'its flow log',
      true,
      delivery(LISTED, `AWSLogs/${LISTED}/vpcflowlogs/eu-west-1/2026/11/24/flow.log.gz`),
    ],
    [
      "another account's",
      false,
      delivery(LISTED, `AWSLogs/${OTHER}/vpcflowlogs/eu-west-1/2026/11/24/flow.log.gz`),
    ],
    ['among its logs', false, delivery(LISTED, ownLog(LISTED))],
    ['among its digests', false, delivery(LISTED, `AWSLogs/${LISTED}/CloudTrail-Digest/digest.json.gz`)],
    [
      'without the ACL',
      false,
      delivery(LISTED, `AWSLogs/${LISTED}/vpcflowlogs/a`, { 's3:x-amz-acl': 'private' }),
    ],
    [
      'without TLS',
      false,
      delivery(LISTED, `AWSLogs/${LISTED}/vpcflowlogs/a`, { 'aws:SecureTransport': 'false' }),
    ],
    [
      'from a source of another account',
      false,
      delivery(LISTED, `AWSLogs/${LISTED}/vpcflowlogs/a`, {
        'aws:SourceArn': `arn:aws:logs:eu-west-1:${UNLISTED}:x`,
      }),
    ],
    ['of an account that is not listed', false, delivery(UNLISTED, `AWSLogs/${UNLISTED}/vpcflowlogs/a`)],
  ])('log delivery writes, %s: %s', (_, expected, request) => {
    expect(isAllowed(policyOf(ACCOUNTS), request)).toBe(expected);
  });

  test.each<[string, string, boolean]>([
    ['cloudtrail', LISTED, true],
    ['cloudtrail', UNLISTED, false],
    ['config', LISTED, true],
    ['config', UNLISTED, false],
    ['delivery.logs', LISTED, true],
    ['delivery.logs', UNLISTED, false],
    ['ec2', LISTED, false],
  ])('%s reads the ACL of the bucket for %s: %s', (service, account, expected) => {
    expect(isAllowed(policyOf(ACCOUNTS), readAcl(service, account))).toBe(expected);
  });

  test('CloudTrail reads no ACL for a trail of another name', () => {
    const request = readAcl('cloudtrail', LISTED, { 'aws:SourceArn': trailArn(LISTED, 'mine') });

    expect(isAllowed(policyOf(ACCOUNTS), request)).toBe(false);
  });
});
