// Loaded into a function's process before its bundle: time passes faster there, so that what hangs is given up, and
// what is tried again is tried again, in less than a second. Which process calls is told to the services by its id.
import { Socket } from 'node:net';

const FASTER = 10;
const LONGEST_MILLISECONDS = 500;
// That of SES, which cannot be asked again, and that of large files: they must not run out because this machine is busy.
const PATIENT = new Map([
  [120_000, 3000],
  [60_000, 1500],
]);

function quick(milliseconds) {
  const patient = PATIENT.get(milliseconds);
  if (patient) return patient;
  return milliseconds > 0 ? Math.min(milliseconds / FASTER, LONGEST_MILLISECONDS) : milliseconds;
}

const { setTimeout } = globalThis;
globalThis.setTimeout = (work, milliseconds, ...more) => setTimeout(work, quick(milliseconds), ...more);

const { setTimeout: setSocketTimeout } = Socket.prototype;
Socket.prototype.setTimeout = function (milliseconds, ...more) {
  return setSocketTimeout.call(this, quick(milliseconds), ...more);
};

// https://docs.aws.amazon.com/sdkref/latest/guide/feature-appid.html
process.env.AWS_SDK_UA_APP_ID = `${process.env.AWS_SDK_UA_APP_ID}-${process.pid}`;
