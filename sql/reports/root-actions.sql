-- title: Root actions
-- description: Everything that the root user of an account did, sign-ins and sessions of AssumeRoot included.
-- counts: eventname, sourceipaddress, outcome, mfa, recipientaccountid
-- empty-is-good: yes
-- title-ja: rootユーザーの操作
-- description-ja: アカウントのrootユーザーによるすべての操作(サインインとAssumeRootのセッションを含む)。

SELECT DISTINCT
  useridentity.type AS type, useridentity.username AS username, eventsource, eventname, sourceipaddress, eventtime,
  awsregion, additionaleventdata, identity, calledaccount AS recipientaccountid, eventid, requestid, outcome, mfa,
  errorcode, errormessage, useridentity.arn AS arn, useridentity.accesskeyid AS accesskeyid, useragent, readonly,
  requestparameters, responseelements,
  useridentity.sessioncontext.sourceidentity AS sourceidentity, useridentity.invokedby AS invokedby, console,
  addendum.originaleventid AS originaleventid, addendum.reason AS addendumreason,
  addendum.updatedfields AS updatedfields, late
FROM events
-- Of a history only the files of these kinds are read.
WHERE kind IN ('root', 'sign-in') AND useridentity.type = 'Root'
