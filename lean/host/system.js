// System calls that any thread answers for itself.
//
// Stock glue sends every call of a thread to the main thread, which polls for them: 0.7 ms each,
// 5 s for the 8,000 calls that importing Lean's modules takes. Compiled modules of the library
// are plain files that never change, and the standard streams belong to the process, so both are
// served on the spot; a call that is neither returns undefined and goes the usual way.
'use strict';
const fs = require('fs');
const path = require('path');
const { Status, fail } = require('./exit');

const ENOENT = 44; // error numbers as WASI has them
const EINVAL = 28;
const EROFS = 69;
const WRITING = 3 | 64 | 512 | 1024; // access mode, O_CREAT, O_TRUNC, O_APPEND
const FIRST = 1 << 20; // descriptors of library files: the process's own, from here on
const NOISE = /^(\[DEBUG|  - \/.*\.olean|  mainModule\? = )/;
const NAME = /^(\/\w+)((?:\/[\w-]+)*(?:\.[a-z]+)*)$/; // no "..", so nothing outside
const MODULE = /\.olean$/;

const nap = new Int32Array(new SharedArrayBuffer(4));

/** `operation()`, again while the descriptor is not ready. */
function whenReady(operation) {
  for (;;) {
    try {
      return operation();
    } catch (error) {
      if (error.code === 'EOF') return 0;
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(nap, 0, 0, 2);
    }
  }
}

/** The pieces of memory that an array of WASI `iovec`s names. */
function* pieces(memory, iov, count) {
  const view = new DataView(memory.buffer);
  for (let i = 0; i < count; i++) {
    const [start, length] = [view.getUint32(iov + 8 * i, true), view.getUint32(iov + 8 * i + 4, true)];
    if (length) yield new Uint8Array(memory.buffer, start, length);
  }
}

class System {
  #places;
  #stack;
  #errors = '';
  #positions = new Map(); // of open library files; no thread passes one to another

  /**
   * `places` tells the folder of each place with compiled modules; `stack`, where the thread
   * has one, is looked at before anything is said or heard.
   */
  constructor(places, stack) {
    this.#places = places;
    this.#stack = stack;
  }

  #find(name) {
    const [, place, rest] = NAME.exec(name) ?? [];
    return Object.hasOwn(this.#places, place) ? path.join(this.#places[place], rest) : undefined;
  }

  open(name, flags) {
    const file = MODULE.test(name) ? this.#find(name) : undefined;
    if (file === undefined) return undefined;
    if (flags & WRITING) return -EROFS;
    try {
      const fd = fs.openSync(file, 'r');
      this.#positions.set(FIRST + fd, 0);
      return FIRST + fd;
    } catch {
      return -ENOENT;
    }
  }

  stat(name) {
    const file = this.#find(name);
    if (file === undefined) return undefined;
    return fs.statSync(file, { throwIfNoEntry: false }) ?? -ENOENT;
  }

  statOpen(fd) {
    return this.#positions.has(fd) ? fs.fstatSync(fd - FIRST) : undefined;
  }

  close(fd) {
    if (!this.#positions.delete(fd)) return undefined;
    fs.closeSync(fd - FIRST);
    return 0;
  }

  seek(memory, fd, offset, whence, result) {
    if (!this.#positions.has(fd)) return undefined;
    const from = [0, this.#positions.get(fd), fs.fstatSync(fd - FIRST).size][whence];
    const position = from + Number(offset);
    if (!(position >= 0)) return EINVAL;
    this.#positions.set(fd, position);
    new DataView(memory.buffer).setBigInt64(result, BigInt(position), true);
    return 0;
  }

  read(memory, fd, iov, count, result) {
    const position = this.#positions.get(fd);
    if (fd && position === undefined) return undefined;
    let total = 0;
    for (const piece of pieces(memory, iov, count)) {
      const got = fd
        ? fs.readSync(fd - FIRST, piece, 0, piece.length, position + total)
        : this.#hear(piece);
      total += got;
      if (got < piece.length) break;
    }
    if (fd) this.#positions.set(fd, position + total);
    new DataView(memory.buffer).setUint32(result, total, true);
    return 0;
  }

  write(memory, fd, iov, count, result) {
    if (fd !== 1 && fd !== 2) return undefined;
    this.#stack?.check();
    let total = 0;
    for (const piece of pieces(memory, iov, count)) {
      const bytes = Buffer.from(piece);
      if (fd === 1) this.#put(1, bytes);
      else this.#complain(bytes.toString('latin1'));
      total += bytes.length;
    }
    new DataView(memory.buffer).setUint32(result, total, true);
    return 0;
  }

  /** What has arrived on standard input: as much as there is, waiting if there is nothing. */
  #hear(piece) {
    this.#stack?.check();
    return whenReady(() => fs.readSync(0, piece));
  }

  /** Say what was said on standard error without an end of line. */
  flush() {
    this.#put(2, Buffer.from(this.#errors, 'latin1'));
    this.#errors = '';
  }

  #put(fd, bytes) {
    for (let done = 0; done < bytes.length; ) {
      done += whenReady(() => fs.writeSync(fd, bytes, done));
    }
  }

  /** Standard error, without the traces that this build was left with. */
  #complain(text) {
    const lines = (this.#errors + text).split('\n');
    this.#errors = lines.pop();
    for (const line of lines) {
      if (NOISE.test(line)) continue;
      if (line.includes('INTERNAL PANIC: out of memory')) fail(Status.MEMORY, line);
      this.#put(2, Buffer.from(`${line}\n`, 'latin1'));
    }
  }
}

module.exports = { System };
