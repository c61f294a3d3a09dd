// What the glue, and whatever may come to run inside it, can reach: no network, no processes,
// no native code, no way to load more JavaScript. Node's permission model and the network
// namespace stand behind this; here the doors are not even built in.
'use strict';
const crypto = require('crypto');
const fs = require('fs');
const util = require('util');

const GLOBALS = [
  'fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'Request', 'Response', 'navigator',
  'BroadcastChannel', 'Worker', 'localStorage', 'sessionStorage',
];

const PROCESS = [
  '_channel', '_debugEnd', '_debugProcess', '_kill', '_linkedBinding', '_rawDebug', 'abort',
  'binding', 'chdir', 'dlopen', 'execve', 'getBuiltinModule', 'initgroups', 'kill',
  'loadEnvFile', 'mainModule', 'report', 'send', 'setegid', 'seteuid', 'setgid', 'setgroups',
  'setuid',
];

function refuse(name) {
  throw new Error(`Lean is not given ${name}`);
}

/** Take away from this thread what Lean never needs; all of the host is loaded by now. */
function confine() {
  for (const name of GLOBALS) delete globalThis[name];
  for (const name of PROCESS) delete process[name];
  module.constructor._load = refuse;
}

/** A `require` that knows the five modules the glue uses, cut down to what it uses of them. */
function requireFor(threads) {
  const modules = {
    crypto: { randomFillSync: crypto.randomFillSync },
    fs,
    os: { cpus: () => [0] },
    util: { inspect: util.inspect },
    worker_threads: threads,
  };
  return (name) => (Object.hasOwn(modules, name) ? modules[name] : refuse(name));
}

module.exports = { confine, requireFor };
