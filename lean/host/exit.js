// How the process ends: one line on standard error, and a status that says why.
'use strict';
const fs = require('fs');
const { isMainThread } = require('worker_threads');

const Status = Object.freeze({
  USAGE: 64,
  LAYOUT: 70, // lean.js is not the build that patches.js was written for
  TRAP: 71, // a fault inside the WebAssembly code
  STACK: 72, // recursion deeper than the stacks
  MEMORY: 73,
});

const exit = process.reallyExit.bind(process);
const kill = process.kill.bind(process);

function fail(status, message) {
  fs.writeSync(2, `lean host: ${message}\n`);
  // The main thread may be waiting for this one, and would not hear that it ended.
  if (!isMainThread) kill(process.pid, 'SIGABRT');
  exit(status);
}

/** The glue's way out: Lean's own status, or what went wrong. */
function quit(status, reason) {
  if (reason?.name === 'ExitStatus') exit(status & 255);
  if (reason instanceof RangeError) fail(Status.STACK, 'the stack is exhausted');
  fail(Status.TRAP, reason?.stack ?? `${reason?.name} ${reason?.errno ?? reason}`);
}

module.exports = { Status, fail, quit };
