// Lean's WebAssembly build as a process that a program can talk to. One argument, as JSON:
//
//     package    folder with lean.js, lean.wasm and lib/
//     glue       what `node prepare.js` made of lean.js; made in memory where there is none
//     program    the Lean file to work on
//     compiled   folder with modules of our own that it imports, or null
//     scratch    the only folder that may be written
//     arguments  of Lean
//
// Lean sees /library, /compiled, /scratch and the program as /name.lean, and nothing else, so it
// does not matter where these are, nor where this is started from.
'use strict';
const fs = require('fs');
const path = require('path');
const { Status, end, fail } = require('./exit');
const { confine, requireFor } = require('./confine');
const { evaluate, prepare } = require('./glue');
const { System } = require('./system');
const { Pool } = require('./threads');
const { Stack } = require('./stack');
const { mount } = require('./mounts');

function glueOf(plan) {
  if (plan.glue) return fs.readFileSync(plan.glue, 'utf8');
  return prepare(path.join(plan.package, 'lean.js'));
}

function main(plan) {
  const text = glueOf(plan);
  const places = { '/library': path.join(plan.package, 'lib') };
  if (plan.compiled) places['/compiled'] = plan.compiled;
  const pool = new Pool({ text, places }, plan.compiled ? 1 : 3);
  const stack = new Stack();
  const Module = {
    arguments: plan.arguments,
    thisProgram: '/bin/lean',
    instantiateWasm(imports, receive) {
      const module = new WebAssembly.Module(fs.readFileSync(path.join(plan.package, 'lean.wasm')));
      pool.open(module, imports.env.memory);
      receive(new WebAssembly.Instance(module, imports), module);
    },
    onRuntimeInitialized: () => stack.move(Module),
  };
  const system = new System(places, stack);
  const quit = (status, reason) => {
    system.flush();
    end(status, reason);
  };
  const host = {
    system,
    quit,
    mount: (FS, NODEFS, ENV) => mount(FS, NODEFS, ENV, places, plan),
  };
  const threads = { isMainThread: true, Worker: pool.Worker };
  confine();
  process.on('uncaughtException', (error) => quit(1, error));
  evaluate(text, { Module, host, require: requireFor(threads) });
}

if (Number(process.versions.node.split('.')[0]) < 24) {
  fail(Status.USAGE, `Node ${process.versions.node} cannot load this build; it takes Node 24`);
}
if (process.argv.length !== 3) fail(Status.USAGE, 'usage: node main.js PLAN');
main(JSON.parse(process.argv[2]));
