// How the process ends: one line on standard error, and a status that says why.
'use strict';
const fs = require('fs');
const os = require('os');
const { isMainThread } = require('worker_threads');

const Status = Object.freeze({
  USAGE: 64,
  LAYOUT: 70, // lean.js is not the build that patches.js was written for
  TRAP: 71, // a fault inside the WebAssembly code
  STACK: 72, // recursion deeper than the stacks
  MEMORY: 73,
});

// Taken now: confine.js will have removed them.
const exit = process.reallyExit;
const kill = process._kill;

function fail(status, message) {
  fs.writeSync(2, `lean host: ${message}\n`);
  // The main thread may be waiting for this one, and would not hear that it ended.
  if (!isMainThread) kill(process.pid, os.constants.signals.SIGABRT);
  exit.call(process, status);
}

/** The glue's way out: Lean's own status, or what went wrong. */
function end(status, reason) {
  if (reason?.name === 'ExitStatus') exit.call(process, status & 255);
  if (reason instanceof RangeError) fail(Status.STACK, 'the stack is exhausted');
  fail(Status.TRAP, reason instanceof Error ? String(reason) : `${reason?.name} ${reason?.errno}`);
}

module.exports = { Status, end, fail };
