// The exact places at which the glue of lean.js is changed, each of which must occur once.
// `host` is what main.js and thread.js hand in.
'use strict';

const own = (call) => `{const own=host.system.${call};if(own!==undefined)return own}`;
const ownStat = (call) =>
  `{const own=host.system.${call};if(own!==undefined)` +
  'return typeof own==="number"?own:SYSCALLS.writeStat(buf,own)}';

/** Insert `code` at the beginning of the function with this head. */
const into = (head, code) => [head, head + code];

module.exports = [
  // Lean sees three places and nothing else; stock lean.js shows it /home and /tmp.
  [
    'if(isNode){var lean_path=process.env["LEAN_PATH"];if(lean_path){ENV["LEAN_PATH"]=lean_path}' +
      'FS.mount(NODEFS,{root:"/home"},"/home");FS.mount(NODEFS,{root:"/tmp"},"/tmp");' +
      'var cwd=process.cwd();if(cwd.startsWith("/private/tmp/")){' +
      'cwd=cwd.replace("/private/tmp/","/tmp/")}else if(cwd==="/private/tmp"){cwd="/tmp"}' +
      'FS.chdir(cwd)}',
    'if(isNode){host.mount(FS,NODEFS,ENV)}',
  ],
  // What the permission model refuses is an error to Lean too, not the number NaN, which is 0.
  ['return ERRNO_CODES[code]}', 'return ERRNO_CODES[code]??ERRNO_CODES["EACCES"]}'],
  ['process.binding("constants")["fs"]', 'require("fs").constants'],
  ['quit_=(status,toThrow)=>{process.exitCode=status;throw toThrow}', 'quit_=host.quit'],
  [
    'process.on("uncaughtException",err=>{postMessage({cmd:"uncaughtException",error:err});' +
      'process.exit(1)})',
    'process.on("uncaughtException",err=>host.quit(1,err))',
  ],

  // Files of the library and the standard streams, without a round trip to the main thread.
  into(
    'function ___syscall_openat(dirfd,path,flags,varargs){',
    own('open(UTF8ToString(path),flags)'),
  ),
  into('function ___syscall_stat64(path,buf){', ownStat('stat(UTF8ToString(path))')),
  into('function ___syscall_fstat64(fd,buf){', ownStat('statOpen(fd)')),
  into('function _fd_read(fd,iov,iovcnt,pnum){', own('read(wasmMemory,fd,iov,iovcnt,pnum)')),
  into('function _fd_write(fd,iov,iovcnt,pnum){', own('write(wasmMemory,fd,iov,iovcnt,pnum)')),
  into(
    'function _fd_seek(fd,offset,whence,newOffset){',
    own('seek(wasmMemory,fd,offset,whence,newOffset)'),
  ),
  into('function _fd_close(fd){', own('close(fd)')),

  // Symbols are looked up among the exports as they are, instead of copying 200,000 of them
  // into another table in every thread and searching its keys one by one. Every exported
  // function has its place in the function table (updateGOT), the same in all threads, so
  // there is nothing for dlsync to catch up with; functions of the glue cannot be looked up.
  [
    'mergeLibSymbols(wasmExports,"main");',
    'for(const name in wasmImports){if(wasmExports[name]&&!isSymbolDefined(name))' +
      'wasmImports[name]=wasmExports[name]}' +
      'wasmImports["main"]=wasmExports["__main_argc_argv"]??wasmExports["main"];',
  ],
  [
    'var lib=LDSO.loadedLibsByHandle[handle];newSymIndex=Object.keys(lib.exports).indexOf(symbol);' +
      'if(newSymIndex==-1||lib.exports[symbol].stub){' +
      'dlSetError(`Tried to lookup unknown symbol "${symbol}" in dynamic lib: ${lib.name}`);' +
      'return 0}result=lib.exports[symbol];',
    'result=wasmExports[symbol];if(result===undefined){' +
      'dlSetError(`Tried to lookup unknown symbol "${symbol}"`);return 0}',
  ],
  ['var __dlopen_js=handle=>', 'var __dlopen_js=()=>0,__dlopen_unused=handle=>'],
  // No side modules are ever loaded, so only imported entries are needed as Globals.
  [
    'else{continue}GOT[symName]??=new WebAssembly.Global({value:"i32",mutable:true});' +
      'GOT[symName].value=newValue',
    'else{continue}if(GOT[symName])GOT[symName].value=newValue',
  ],
];
