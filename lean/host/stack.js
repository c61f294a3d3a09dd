// WebAssembly code keeps part of its stack in the module's memory. The stock one is 64 KiB and
// overflows at 150 nested parentheses, so the main thread's is moved to a block of its own.
//
// Nothing stops that stack from growing below its block, into the heap. JavaScript's own stack
// (node --stack-size) grows with it, and its limit raises an error; measured recursions used up
// to 0.7 bytes here for each byte there, so a block four times as large is never the first to
// be full. Should it be after all, the zone left below it tells.
'use strict';
const { Status, fail } = require('./exit');

const BLOCK = 256 << 20;
const ZONE = 256 << 10;
const MARK = 0x57acca5e;

class Stack {
  #zone;

  /** Run what comes on a stack of `BLOCK` bytes. */
  move(Module) {
    const start = Module._malloc(ZONE + BLOCK);
    if (!start) fail(Status.MEMORY, 'no memory for the stack');
    const top = (start + ZONE + BLOCK) & ~15;
    this.#zone = () => new Int32Array(Module.wasmMemory.buffer, (start + 3) & ~3, (ZONE >> 2) - 1);
    this.#zone().fill(MARK);
    Module._emscripten_stack_set_limits(top, start + ZONE);
    Module.__emscripten_stack_restore(top);
  }

  /** End the process if the stack has ever reached into the zone: the heap may be damaged. */
  check() {
    if (this.#zone?.().some((word) => word !== MARK)) {
      fail(Status.STACK, 'the stack has run out of its block');
    }
  }
}

module.exports = { Stack };
