"""The rows of the report iam-role-actions with Python's standard library. Arguments: the CSV, window, patterns of files."""

import csv
import glob
import gzip
import json
import sys

out, begin, end, *patterns = sys.argv[1:]


def text(value):
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def safe(value):
    return "'" + value if value and value[0] in "=+-@\t\r\n" else value


def outcome(record):
    said = record.get("responseElements") or {}
    if record["eventName"] == "ConsoleLogin":
        if record["userIdentity"].get("userName") == "HIDDEN_DUE_TO_SECURITY_REASONS":
            return "Failure"
        return {"success": "Success", "failure": "Failure"}.get(str(said.get("ConsoleLogin")).lower(), "unknown")
    if record["eventSource"] == "signin.amazonaws.com":
        told = {**(record.get("serviceEventDetails") or {}), **said}
        if str(told.get(record["eventName"])).lower() == "failure":
            return "Failure"
    if record.get("errorCode") in ("Client.DryRunOperation", "DryRunOperation"):
        return "Success"
    return "Failure" if record.get("errorCode") or record.get("errorMessage") else "Success"


def console(record, attributes):
    if record["eventName"] == "ConsoleLogin" or record.get("eventType") in ("AwsConsoleSignIn", "AwsConsoleAction"):
        return "yes"
    if "true" in (record.get("sessionCredentialFromConsole"), attributes.get("sessionCredentialFromConsole")):
        return "yes"
    return "no" if record["eventVersion"] >= "1.08" else "unknown"


def row(record):
    who = record["userIdentity"]
    context = who.get("sessionContext") or {}
    attributes, issuer = context.get("attributes") or {}, context.get("sessionIssuer") or {}
    addendum = record.get("addendum") or {}
    arn = (who.get("arn") or "").split(":")
    mfa = "unknown"
    if record["eventName"] != "ConsoleLogin" and str(attributes.get("mfaAuthenticated")).lower() == "true":
        mfa = "yes"
    cells = [
        who["type"], issuer.get("userName"), record["eventSource"], record["eventName"], record["sourceIPAddress"],
        record["eventTime"], record["awsRegion"], record.get("additionalEventData"),
        (arn[5] if len(arn) > 5 else "") or issuer.get("userName") or who.get("principalId"),
        record.get("recipientAccountId") or who.get("accountId"), record["eventID"], record.get("requestID"),
        outcome(record), mfa, record.get("errorCode"), record.get("errorMessage"), who.get("arn"), who.get("accessKeyId"),
        record.get("userAgent"), record.get("readOnly"), record.get("requestParameters"), record.get("responseElements"),
        context.get("sourceIdentity"), who.get("invokedBy"), console(record, attributes),
        addendum.get("originalEventID"), addendum.get("reason"), addendum.get("updatedFields"), None,
    ]
    return tuple(safe(text(cell)) for cell in cells)


rows = set()
for pattern in patterns:
    for file in glob.glob(pattern):
        with gzip.open(file) as log:
            for record in json.load(log)["Records"]:
                if begin <= record["eventTime"] < end and record["userIdentity"].get("type") == "AssumedRole":
                    rows.add(row(record))
with open(out, "w", newline="", encoding="utf-8-sig") as result:
    writer = csv.writer(result, quoting=csv.QUOTE_ALL)
    writer.writerows(sorted(sorted(rows, key=lambda it: it[10]), key=lambda it: it[5], reverse=True))
