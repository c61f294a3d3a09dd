// Tries what the sandbox forbids, in the main thread and in a worker, and prints what happened:
// {"main": {"write /x": "ok" | "ERR_…"}, "worker": {…}, "environment": […]}.
'use strict';
const fs = require('fs');
const net = require('net');
const { Worker, isMainThread, parentPort, workerData } = require('worker_threads');

const settled = (operation) => {
  try {
    operation();
    return 'ok';
  } catch (error) {
    return error.code ?? String(error);
  }
};

function connect(port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket.on('connect', () => resolve('ok'));
    socket.on('error', (error) => resolve(error.code));
  });
}

async function attempts({ writes, reads, port }) {
  const seen = {};
  for (const file of writes) seen[`write ${file}`] = settled(() => fs.writeFileSync(file, 'x'));
  for (const file of reads) seen[`read ${file}`] = settled(() => fs.readFileSync(file));
  seen.spawn = settled(() => {
    const { error } = require('child_process').spawnSync('/bin/true');
    if (error) throw error;
  });
  seen.addon = settled(() => process.dlopen({ exports: {} }, '/lib/nothing.node'));
  seen.binding = settled(() => process.binding('spawn_sync'));
  seen.inspector = settled(() => new (require('inspector').Session)().connect());
  seen.connect = await connect(port);
  return seen;
}

async function main(plan) {
  const worker = new Worker(__filename, { workerData: plan });
  const inWorker = new Promise((resolve) => worker.once('message', resolve));
  const environment = Object.entries(process.env).map(([name, value]) => `${name}=${value}`);
  console.log(JSON.stringify({ main: await attempts(plan), worker: await inWorker, environment }));
  process.exit(0);
}

if (isMainThread) main(JSON.parse(process.argv[2]).probe);
else attempts(workerData).then((seen) => parentPort.postMessage(seen));
