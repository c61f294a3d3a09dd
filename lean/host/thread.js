// A thread of Lean's: the same glue as in main.js, on the memory that main.js shares.
'use strict';
const { isMainThread, parentPort, workerData } = require('worker_threads');
const { end } = require('./exit');
const { confine, requireFor } = require('./confine');
const { evaluate } = require('./glue');
const { System } = require('./system');
const { inTurn } = require('./threads');

const { text, places, turn, place } = workerData;
const host = { system: new System(places), quit: end };
confine();
const port = inTurn(parentPort, turn, place);
const threads = { isMainThread, parentPort: port, workerData: 'em-pthread' };
evaluate(text, { Module: {}, host, require: requireFor(threads) });
