// The clock of a function's process. It stands still while the function is at work or waits for an answer, however long
// the machine takes. Where it waits for nothing but timers, and calls that the test lets hang, the clock jumps to the
// timer that is due first: tries come one after the other at once, and a deadline passes if a call hangs and never else.
// Plain JavaScript: it runs beside the bundles, before them. Dates stay as they are: nothing is measured with them.
import http from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';

let now = 0;
let timers = 0;
const pending = new Map();
/** requests that are not over */
const calls = new Set();
/** of those that hang: how many bytes had come on their connection before */
const silentAfter = new WeakMap();
let invocation;

/** Begins an invocation, which ends as timed out when the clock comes to its end. */
export function begin(milliseconds, timedOut) {
  invocation = { deadline: now + milliseconds, timedOut };
  lookSoon();
}

/** Between invocations Lambda freezes the process. */
export function end() {
  invocation = undefined;
}

export const remaining = () => invocation.deadline - now;

/** Nothing more comes on this connection. */
export function hang({ port, bytes }) {
  for (const call of calls) if (call.socket?.localPort === port) silentAfter.set(call, bytes);
  lookSoon();
}

const immediately = globalThis.setTimeout;
const clearReal = globalThis.clearTimeout;

class Timer {
  constructor(work, milliseconds) {
    this.id = ++timers;
    this.work = work;
    this.milliseconds = milliseconds;
    this.refresh();
  }

  refresh() {
    this.due = now + this.milliseconds;
    pending.set(this.id, this);
    lookSoon();
    return this;
  }

  ref = () => this;
  unref = () => this;
  hasRef = () => true;
  [Symbol.toPrimitive] = () => this.id;
}

globalThis.setTimeout = (work, milliseconds = 0, ...given) =>
  milliseconds > 0 ? new Timer(() => work(...given), milliseconds) : immediately(work, 0, ...given);

globalThis.clearTimeout = (timer) => {
  if (timer instanceof Timer || typeof timer === 'number') pending.delete(Number(timer));
  else clearReal(timer);
};

const socketTimers = new WeakMap();

/** As Node.js has it, but for that data on its way does not put it off: time stands still meanwhile. */
Socket.prototype.setTimeout = function (milliseconds, onTimeout) {
  this.timeout = milliseconds;
  clearTimeout(socketTimers.get(this));
  if (milliseconds > 0) {
    const timer = new Timer(() => this.emit('timeout'), milliseconds);
    socketTimers.set(this, timer);
    this.once('close', () => clearTimeout(timer));
    if (onTimeout) this.once('timeout', onTimeout);
  } else if (onTimeout) this.removeListener('timeout', onTimeout);
  return this;
};

performance.now = () => now;

const { request } = http;
http.request = (...given) => {
  const call = request(...given);
  calls.add(call);
  call.once('close', () => {
    calls.delete(call);
    lookSoon();
  });
  return call;
};
syncBuiltinESMExports();

let looking = false;

function lookSoon() {
  if (looking) return;
  looking = true;
  setImmediate(look);
}

function look() {
  looking = false;
  if (!invocation || pending.size === 0) return;
  for (const call of calls) {
    const bytes = silentAfter.get(call);
    if (bytes === undefined) return;
    // The last of them are on their way.
    if (call.socket.bytesRead < bytes) return void immediately(lookSoon, 1);
  }
  const next = [...pending.values()].reduce((first, timer) => (timer.due < first.due ? timer : first));
  now = Math.max(now, next.due);
  if (now >= invocation.deadline) return invocation.timedOut();
  pending.delete(next.id);
  next.work();
  lookSoon();
}
