-- title: IAM role actions
-- description: Every API call and console action by a role's session: people through federation or Identity Center,
--   machines, and AWS services.
-- counts: username, identity, eventname, sourceipaddress, outcome
-- title-ja: IAMロールの操作
-- description-ja: ロールのセッションによるすべてのAPIコールとコンソール操作(フェデレーションやIAM Identity Centerを使う人、プログラム、AWSサービス)。

SELECT DISTINCT
  useridentity.type AS type, useridentity.sessioncontext.sessionissuer.username AS username, eventsource, eventname,
  sourceipaddress, eventtime, awsregion, additionaleventdata, identity, calledaccount AS recipientaccountid, eventid,
  requestid, outcome, mfa, errorcode, errormessage, useridentity.arn AS arn, useridentity.accesskeyid AS accesskeyid,
  useragent, readonly, requestparameters, responseelements,
  useridentity.sessioncontext.sourceidentity AS sourceidentity, useridentity.invokedby AS invokedby, console,
  addendum.originaleventid AS originaleventid, addendum.reason AS addendumreason,
  addendum.updatedfields AS updatedfields, late
FROM events
-- Of a history only the files of these kinds are read.
WHERE kind IN ('role', 'sign-in') AND useridentity.type = 'AssumedRole'
