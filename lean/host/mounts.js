// What Lean sees of the disk.
'use strict';
const fs = require('fs');
const path = require('path');

const READ_ONLY = 0o555;

/** Show Lean `places`, one program, and one folder to write in; nothing else can be made. */
function mount(FS, NODEFS, ENV, places, { program, scratch }) {
  FS.mkdir('/bin'); // where Lean takes its own program to be
  for (const [place, root] of Object.entries({ ...places, '/scratch': scratch })) {
    FS.mkdir(place);
    FS.mount(NODEFS, { root }, place);
  }
  const file = `/${path.basename(program)}`;
  FS.writeFile(file, fs.readFileSync(program));
  for (const place of [file, '/', '/bin', '/tmp', '/home', '/home/web_user', '/dev']) {
    FS.chmod(place, READ_ONLY);
  }
  FS.chdir('/scratch');
  Object.assign(ENV, {
    LEAN_PATH: Object.keys(places).join(':'),
    HOME: '/scratch',
    TMPDIR: '/scratch',
    LLVM_PROFILE_FILE: '/dev/null', // the build still carries its coverage counters
  });
}

module.exports = { mount };
