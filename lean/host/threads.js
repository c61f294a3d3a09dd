// Lean asks for a pool of four threads, each of which takes 0.7 s of work to set up, and cannot
// go on before it has them; it uses three to elaborate a file, one if that has little in it.
// Here the pool claims to be ready at once, and the threads that will be used are set up one by
// one in the background.
'use strict';
const path = require('path');
const { Worker } = require('worker_threads');

class Pool {
  #workerData;
  #ahead;
  #load;
  #ready = []; // set up, or on the way, and not yet given to the glue
  #started = 0;

  /** `workerData` is what every thread is to know; `ahead`, how many are sure to be used. */
  constructor(workerData, ahead) {
    this.#ahead = ahead;
    this.#workerData = { ...workerData, turn: new Int32Array(new SharedArrayBuffer(4)) };
  }

  /** Begin to set up threads that run `wasmModule` on `wasmMemory`. */
  open(wasmModule, wasmMemory) {
    const none = { handlers: [], dynamicLibraries: [], sharedModules: {} };
    this.#load = { cmd: 'load', wasmModule, wasmMemory, ...none };
    while (this.#started < this.#ahead) this.#ready.push(this.#start());
  }

  #start() {
    const workerData = { ...this.#workerData, place: this.#started++ };
    const thread = new Worker(path.join(__dirname, 'thread.js'), { workerData });
    thread.unref();
    thread.postMessage(this.#load);
    return thread;
  }

  take() {
    return this.#ready.shift() ?? this.#start();
  }

  /** A class in place of `Worker` for the glue, with what it uses of it. */
  get Worker() {
    const pool = this;
    return class PoolThread {
      #thread;
      #listeners = new Map();

      postMessage(message, transfer) {
        if (message.cmd === 'load') {
          setImmediate(() => this.#listeners.get('message')({ cmd: 'loaded' }));
        } else {
          this.#thread ??= this.#begin();
          this.#thread.postMessage(message, transfer);
        }
      }

      #begin() {
        const thread = pool.take();
        for (const [event, listener] of this.#listeners) thread.on(event, listener);
        return thread;
      }

      on(event, listener) {
        this.#listeners.set(event, listener);
      }

      ref() {}

      unref() {}

      terminate() {
        this.#thread?.terminate();
      }
    };
  }
}

/** The port of a thread that is set up when those before it are, and says so only to the next. */
function inTurn(port, turn, place) {
  for (let now; (now = Atomics.load(turn, 0)) < place; ) Atomics.wait(turn, 0, now);
  return {
    on: (event, listener) => port.on(event, listener),
    postMessage(message) {
      if (message.cmd !== 'loaded') port.postMessage(message);
      else if (Atomics.add(turn, 0, 1) >= 0) Atomics.notify(turn, 0);
    },
  };
}

module.exports = { Pool, inTurn };
