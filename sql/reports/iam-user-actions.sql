-- title: IAM user actions
-- description: Every API call and console action by an IAM user.
-- counts: identity, eventname, sourceipaddress, outcome, awsregion
-- title-ja: IAMユーザーの操作
-- description-ja: IAMユーザーによるすべてのAPIコールとコンソール操作。

SELECT DISTINCT
  useridentity.type AS type, useridentity.username AS username, eventsource, eventname,
  sourceipaddress, eventtime, awsregion, additionaleventdata, identity, calledaccount AS recipientaccountid, eventid,
  requestid, outcome, mfa, errorcode, errormessage, useridentity.arn AS arn, useridentity.accesskeyid AS accesskeyid,
  useragent, readonly, requestparameters, responseelements,
  useridentity.sessioncontext.sourceidentity AS sourceidentity, useridentity.invokedby AS invokedby, console,
  addendum.originaleventid AS originaleventid, addendum.reason AS addendumreason,
  addendum.updatedfields AS updatedfields, late
FROM events
-- Of a history only the files of these kinds are read.
WHERE kind IN ('user', 'sign-in') AND useridentity.type = 'IAMUser'
