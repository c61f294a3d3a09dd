// lean.js is 89 MB of JavaScript, of which 88 name the 200,000 exports of lean.wasm one by one.
// The glue is the rest, with the few dozen names it uses, and the changes of patches.js.
'use strict';
const fs = require('fs');
const vm = require('vm');
const { Status, fail } = require('./exit');
const patches = require('./patches');

// The three seams: the declaration of all exports, their assignment, and what comes after it.
const NAMES = '};var _main,_lean_main,';
const ASSIGNMENTS = 'function assignWasmExports(wasmExports){';
const REST = '}var wasmImports;function assignWasmImports(){';

class LayoutError extends Error {}

function position(text, part, from = 0) {
  const at = text.indexOf(part, from);
  if (at < 0) throw new LayoutError(part);
  return at;
}

/** `text` without the exports that nothing else in it mentions. */
function slim(text) {
  const names = position(text, NAMES);
  const assignments = position(text, ASSIGNMENTS, names);
  const rest = position(text, REST, assignments);
  const [head, tail] = [text.slice(0, names + 2), text.slice(rest)];
  const used = new Set();
  for (const part of [head, tail]) for (const [word] of part.matchAll(/[\w$]+/g)) used.add(word);
  const declared = text.slice(names + 6, assignments).replace(/;\s*$/, '').split(',');
  const needed = new Set(declared.filter((name) => used.has(name)));
  const kept = text
    .slice(assignments + ASSIGNMENTS.length, rest)
    .split(';')
    .filter((line) => needed.has(line.slice(0, line.indexOf('='))));
  return `${head}var ${[...needed].join()};${ASSIGNMENTS}${kept.join(';')}${tail}`;
}

function patch(text) {
  for (const [before, after] of patches) {
    const at = position(text, before);
    if (text.includes(before, at + 1)) throw new LayoutError(before);
    text = text.slice(0, at) + after + text.slice(at + before.length);
  }
  return text;
}

/** The glue of `file`; ends the process if that is not the build that this was written for. */
function prepare(file) {
  try {
    return patch(slim(fs.readFileSync(file, 'utf8')));
  } catch (error) {
    if (!(error instanceof LayoutError)) throw error;
    const place = JSON.stringify(error.message.slice(0, 60));
    return fail(Status.LAYOUT, `lean.js is not the build this host knows: not once ${place}`);
  }
}

const SILENT = Object.fromEntries(['log', 'warn', 'error', 'trace'].map((name) => [name, () => {}]));

/** Run the glue with `names` in scope, and with a console that drops the build's own traces. */
function evaluate(text, names) {
  const scope = { ...names, console: SILENT, __filename: '/bin/lean.js', __dirname: '/bin' };
  vm.compileFunction(text, Object.keys(scope), { filename: 'lean.js' })(...Object.values(scope));
}

module.exports = { evaluate, prepare };
