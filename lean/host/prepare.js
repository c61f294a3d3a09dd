// node prepare.js LEAN_JS GLUE: keep the glue of lean.js in a file, to save time at each start.
'use strict';
const fs = require('fs');
const { Status, fail } = require('./exit');
const { prepare } = require('./glue');

if (process.argv.length !== 4) fail(Status.USAGE, 'usage: node prepare.js LEAN_JS GLUE');
fs.writeFileSync(process.argv[3], prepare(process.argv[2]));
