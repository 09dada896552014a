import {
  config,
  delivery,
  LISTED,
  LOG,
  MANAGEMENT,
  MEMBER,
  memberLog,
  ORGANIZATION,
  ofOrganization,
  ownLog,
  policyOf,
  readAcl,
  trail,
  trailArn,
  UNLISTED,
  WHOLE_ORGANIZATION,
  withoutAccount,
} from './log-account.ts';
import { isAllowed, type Request } from './policy.ts';

describe('an organization', () => {
  test.each<[string, boolean, Request]>([
    ["a member's log, by the organization's trail", true, trail(MANAGEMENT, memberLog, ofOrganization)],
    [
      "a member's log, when CloudTrail says it is for the member",
      true,
      trail(MANAGEMENT, memberLog, { ...ofOrganization, 'aws:SourceAccount': MEMBER }),
    ],
    ["the management account's own folder", true, trail(MANAGEMENT, ownLog(MANAGEMENT), ofOrganization)],
    [
      "a member's log, by the member's trail of the same name",
      false,
      trail(MEMBER, memberLog, ofOrganization),
    ],
    ["a member's own folder, by the member's trail", false, trail(MEMBER, ownLog(MEMBER), ofOrganization)],
    [
      "a member's log, by another trail of the management account",
      false,
      trail(MANAGEMENT, memberLog, { 'aws:SourceArn': trailArn(MANAGEMENT, 'mine') }),
    ],
    [
      "the management account's own folder, by another trail of it",
      false,
      trail(MANAGEMENT, ownLog(MANAGEMENT), { 'aws:SourceArn': trailArn(MANAGEMENT, 'mine') }),
    ],
    [
      "the management account's own folder, by a member's trail",
      false,
      withoutAccount(trail(MEMBER, ownLog(MANAGEMENT), ofOrganization)),
    ],
    ['a log beside AWSLogs', false, withoutAccount(trail(MANAGEMENT, `prefix/${memberLog}`))],
    [
      "a member's history without the ACL",
      false,
      config(MEMBER, `AWSLogs/${MEMBER}/Config/history.json.gz`, {
        ...ofOrganization,
        's3:x-amz-acl': 'private',
      }),
    ],
    [
      "a member's flow log without the ACL",
      false,
      delivery(MEMBER, `AWSLogs/${MEMBER}/vpcflowlogs/a`, { ...ofOrganization, 's3:x-amz-acl': 'private' }),
    ],
    [
      "another member's flow log",
      false,
      delivery(MEMBER, `AWSLogs/${MANAGEMENT}/vpcflowlogs/a`, ofOrganization),
    ],
    ["another organization's log", false, trail(MANAGEMENT, `AWSLogs/o-zzzzzzzzzz/${MEMBER}/${LOG}`)],
    ["a member's log without the ACL", false, trail(MANAGEMENT, memberLog, { 's3:x-amz-acl': 'private' })],
    ["a member's log without TLS", false, trail(MANAGEMENT, memberLog, { 'aws:SecureTransport': 'false' })],
    ["a member's history", true, config(MEMBER, `AWSLogs/${MEMBER}/Config/history.json.gz`, ofOrganization)],
    [
      "another member's history",
      false,
      config(MEMBER, `AWSLogs/${MANAGEMENT}/Config/history.json.gz`, ofOrganization),
    ],
    [
      'a history of an account outside',
      false,
      config(UNLISTED, `AWSLogs/${UNLISTED}/Config/history.json.gz`),
    ],
    [
      "a member's history among the organization's logs",
      false,
      config(
        MEMBER,
        `AWSLogs/${ORGANIZATION}/${MEMBER}/CloudTrail/AWSLogs/${MEMBER}/Config/a`,
        ofOrganization,
      ),
    ],
    ["a member's flow log", true, delivery(MEMBER, `AWSLogs/${MEMBER}/vpcflowlogs/a`, ofOrganization)],
    ["a member's flow log among the organization's logs", false, delivery(MEMBER, memberLog, ofOrganization)],
    ['a flow log of an account outside', false, delivery(UNLISTED, `AWSLogs/${UNLISTED}/vpcflowlogs/a`)],
  ])('the services write %s: %s', (_, expected, request) => {
    expect(isAllowed(policyOf(WHOLE_ORGANIZATION), request)).toBe(expected);
  });

  test.each<[string, boolean, Request]>([
    ["the organization's trail", true, trail(MANAGEMENT, memberLog)],
    ['a listed account', true, trail(LISTED, ownLog(LISTED))],
    ["a listed account, in the organization's folder", false, trail(LISTED, memberLog)],
    [
      "a listed account, in the organization's folder, without saying for which account",
      false,
      withoutAccount(trail(LISTED, memberLog)),
    ],
  ])('beside accounts outside, CloudTrail writes for %s: %s', (_, expected, request) => {
    expect(isAllowed(policyOf({ ...WHOLE_ORGANIZATION, Accounts: LISTED }), request)).toBe(expected);
  });

  test.each<[string, string, boolean, Record<string, string>]>([
    ['cloudtrail', MANAGEMENT, true, {}],
    ['cloudtrail', MEMBER, false, {}],
    ['cloudtrail', MANAGEMENT, false, { 'aws:SourceArn': trailArn(MANAGEMENT, 'mine') }],
    ['config', MEMBER, true, ofOrganization],
    ['config', UNLISTED, false, {}],
    ['delivery.logs', MEMBER, true, ofOrganization],
    ['delivery.logs', UNLISTED, false, { 'aws:SourceOrgID': 'o-zzzzzzzzzz' }],
  ])('%s reads the ACL of the bucket for %s: %s', (service, account, expected, context) => {
    expect(isAllowed(policyOf(WHOLE_ORGANIZATION), readAcl(service, account, context))).toBe(expected);
  });
});
