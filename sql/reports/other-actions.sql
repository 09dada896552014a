-- title: Other actions
-- description: Everything that no other report of actions has: AWS services, other accounts, federated and Identity
--   Center users, anonymous callers, and records that do not say who called.
-- counts: type, identity, eventname, sourceipaddress, outcome
-- title-ja: その他の操作
-- description-ja: 操作についてのほかのレポートにないすべての操作(AWSサービス、ほかのアカウント、フェデレーションやIAM Identity Centerの
--   ユーザー、匿名の呼び出し、呼び出し元の記録がないもの)。

SELECT DISTINCT
  useridentity.type AS type, useridentity.username AS username, eventsource, eventname, sourceipaddress, eventtime,
  awsregion, additionaleventdata, identity, calledaccount AS recipientaccountid, eventid, requestid, outcome, mfa,
  errorcode, errormessage, useridentity.arn AS arn, useridentity.accesskeyid AS accesskeyid, useragent, readonly,
  requestparameters, responseelements,
  useridentity.sessioncontext.sourceidentity AS sourceidentity, useridentity.invokedby AS invokedby, console,
  addendum.originaleventid AS originaleventid, addendum.reason AS addendumreason,
  addendum.updatedfields AS updatedfields, late
FROM events
-- Of a history only the files of these kinds are read. NOT IN is not true for a record without a type.
WHERE kind IN ('service', 'other', 'sign-in')
  AND coalesce(useridentity.type, '') NOT IN ('Root', 'IAMUser', 'AssumedRole')
