-- title: Coverage
-- description: Which accounts and regions had events, the first and the last of them, and in how many hours. Of any
--   other account or region the other reports say nothing.
-- counts: recipientaccountid, awsregion
-- empty-is-good: no
-- title-ja: ログの網羅性
-- description-ja: イベントのあったアカウントとリージョン、最初と最後のイベント、イベントのあった時間数。ここにないアカウントや
--   リージョンについて、ほかのレポートからわかることはありません。

-- Each query is named once: Athena reads the logs anew for each mention.
WITH hourly AS (
  SELECT
    coalesce(calledaccount, 'unknown') AS recipientaccountid,
    coalesce(awsregion, 'unknown') AS awsregion,
    -- NULL for late events: they are of the time before, and count apart.
    CASE WHEN late IS NULL THEN substr(eventtime, 1, 13) END AS clockhour,
    CASE WHEN useridentity.type IN ('Root', 'IAMUser', 'AssumedRole') THEN useridentity.type ELSE 'other' END AS type,
    -- A record that was delivered twice counts once, as in the other reports; without an id it is known by these columns.
    -- Not by requestid, half of what Athena would read of a history here: both ids came with eventVersion 1.01
    -- (https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html).
    count(DISTINCT nullif(eventid, '')) + count(DISTINCT CASE WHEN nullif(eventid, '') IS NULL THEN concat(
      eventtime, ' ', coalesce(eventsource, ''), ' ', coalesce(eventname, ''), ' ',
      coalesce(sourceipaddress, '')
    ) END) AS events,
    min(CASE WHEN late IS NULL THEN eventtime END) AS firsteventtime,
    max(CASE WHEN late IS NULL THEN eventtime END) AS lasteventtime
  FROM events
  GROUP BY 1, 2, 3, 4
),
hours AS (
  SELECT
    *,
    -- Which hour this is of the account in all its regions, and when it was silent before it: in one row of each hour
    -- silentfrom is before silentto.
    dense_rank() OVER (PARTITION BY recipientaccountid ORDER BY clockhour) AS place,
    max(lasteventtime) OVER (
      PARTITION BY recipientaccountid ORDER BY clockhour ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS silentfrom,
    min(firsteventtime) OVER (PARTITION BY recipientaccountid, clockhour) AS silentto
  FROM hourly
),
ranked AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY recipientaccountid
      -- TRY: a record without a valid time must not fail the report.
      ORDER BY
        silentfrom < silentto DESC NULLS LAST,
        date_diff('second', try(from_iso8601_timestamp(silentfrom)), try(from_iso8601_timestamp(silentto)))
          DESC NULLS LAST,
        silentfrom
    ) = 1 AND silentfrom < silentto AS islongest
  FROM hours
)
SELECT
  recipientaccountid,
  awsregion,
  coalesce(sum(CASE WHEN clockhour IS NOT NULL THEN events END), 0) AS events,
  min(firsteventtime) AS firsteventtime,
  max(lasteventtime) AS lasteventtime,
  count(DISTINCT clockhour) AS hourswithevents,
  -- Of the account in all its regions, the same in each of its rows.
  max(max(CASE WHEN clockhour IS NOT NULL THEN place END)) OVER (PARTITION BY recipientaccountid) AS accounthourswithevents,
  max(max(CASE WHEN islongest THEN silentfrom END)) OVER (PARTITION BY recipientaccountid) AS accountsilentfrom,
  max(max(CASE WHEN islongest THEN silentto END)) OVER (PARTITION BY recipientaccountid) AS accountsilentto,
  -- By the type of who called: the rows that each report of actions must have.
  sum(CASE WHEN type = 'Root' THEN events ELSE 0 END) AS rootevents,
  sum(CASE WHEN type = 'IAMUser' THEN events ELSE 0 END) AS userevents,
  sum(CASE WHEN type = 'AssumedRole' THEN events ELSE 0 END) AS roleevents,
  sum(CASE WHEN type = 'other' THEN events ELSE 0 END) AS otherevents,
  coalesce(sum(CASE WHEN clockhour IS NULL THEN events END), 0) AS lateevents
FROM ranked
GROUP BY recipientaccountid, awsregion
ORDER BY recipientaccountid, awsregion
