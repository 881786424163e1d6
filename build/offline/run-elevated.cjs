// Runs a script in a Windows Node that has administrator rights, from one that has none: what Wine does from 10 on as
// Windows does, without asking anybody. For the Windows suite alone; copied beside koffi, which it needs.
//   node.exe run-elevated.cjs --probe                 prints whether programs are started without rights here
//   node.exe run-elevated.cjs OUTPUT ARGUMENTS...     runs node.exe ARGUMENTS, ends as it ends; its output goes to the file
// Loaded there with --require, it sends the output to the file and ends the process with the one that started it.
'use strict';
const fs = require('node:fs');

const outputVariable = 'EPW_ELEVATED_OUTPUT';
const starterVariable = 'EPW_ELEVATED_STARTER';

function isElevated() {
  const koffi = require('koffi');
  const open = koffi
    .load('advapi32.dll')
    .func('int32_t __stdcall OpenProcessToken(intptr_t process, uint32_t access, _Out_ intptr_t *token)');
  const ask = koffi
    .load('advapi32.dll')
    .func(
      'int32_t __stdcall GetTokenInformation(intptr_t token, int32_t kind, _Out_ uint8_t *answer, uint32_t size, _Out_ uint32_t *needed)',
    );
  const token = [0];
  const answer = Buffer.alloc(4);
  // TOKEN_QUERY; TokenElevation.
  if (open(-1, 8, token) === 0 || ask(token[0], 20, answer, 4, [0]) === 0) throw new Error('the token cannot be read');
  return answer.readUInt32LE() !== 0;
}

/** @param {readonly string[]} args @returns {number} the exit code */
function runElevated([output = '', ...args]) {
  const koffi = require('koffi');
  const kernel32 = koffi.load('kernel32.dll');
  const info = koffi.struct({
    cbSize: 'uint32_t',
    fMask: 'uint32_t',
    hwnd: 'intptr_t',
    lpVerb: 'str16',
    lpFile: 'str16',
    lpParameters: 'str16',
    lpDirectory: 'str16',
    nShow: 'int32_t',
    hInstApp: 'intptr_t',
    lpIDList: 'intptr_t',
    lpClass: 'intptr_t',
    hkeyClass: 'intptr_t',
    dwHotKey: 'uint32_t',
    hMonitor: 'intptr_t',
    hProcess: 'intptr_t',
  });
  const execute = koffi
    .load('shell32.dll')
    .func('__stdcall', 'ShellExecuteExW', 'int32_t', [koffi.inout(koffi.pointer(info))]);
  const wait = kernel32.func('uint32_t __stdcall WaitForSingleObject(intptr_t handle, uint32_t milliseconds)');
  const exitCode = kernel32.func('int32_t __stdcall GetExitCodeProcess(intptr_t handle, _Out_ uint32_t *code)');
  process.env[outputVariable] = output;
  process.env[starterVariable] = String(process.pid);
  const asked = {
    // The process handle is wanted; no dialogs of errors.
    cbSize: koffi.sizeof(info),
    fMask: 0x40 | 0x400,
    hwnd: 0,
    lpVerb: 'runas',
    lpFile: process.execPath,
    lpParameters: ['--require', __filename, ...args].map(quoted).join(' '),
    lpDirectory: process.cwd(),
    nShow: 0,
    hInstApp: 0,
    lpIDList: 0,
    lpClass: 0,
    hkeyClass: 0,
    dwHotKey: 0,
    hMonitor: 0,
    hProcess: 0,
  };
  if (execute(asked) === 0) throw new Error('ShellExecuteExW could not start it');
  wait(asked.hProcess, 0xffff_ffff);
  const code = [1];
  exitCode(asked.hProcess, code);
  return code[0] ?? 1;
}

/** As CommandLineToArgvW takes it apart. @param {string} argument */
function quoted(argument) {
  const escaped = (/** @type {string} */ _, /** @type {string} */ slashes, /** @type {string} */ end) =>
    `${slashes}${slashes}${end === '"' ? '\\"' : ''}`;
  return `"${argument.replace(/(\\*)("|$)/g, escaped)}"`;
}

/** What is started through ShellExecuteExW has no standard handles of its starter. */
function goWithStarter() {
  const output = process.env[outputVariable] ?? '';
  const starter = Number(process.env[starterVariable]);
  for (const name of [outputVariable, starterVariable]) Reflect.deleteProperty(process.env, name);
  /** @param {string | Uint8Array} chunk @param {unknown} [encoding] @param {unknown} [done] */
  const write = (chunk, encoding, done) => {
    const given = typeof encoding === 'string' ? /** @type {BufferEncoding} */ (encoding) : undefined;
    fs.appendFileSync(output, chunk, given);
    const called = typeof encoding === 'function' ? encoding : done;
    if (typeof called === 'function') process.nextTick(called);
    return true;
  };
  for (const stream of [process.stdout, process.stderr]) stream.write = write;
  process.on('uncaughtExceptionMonitor', (error) => fs.appendFileSync(output, `${error.stack ?? String(error)}\n`));
  setInterval(() => {
    try {
      process.kill(starter, 0);
    } catch {
      process.exit(1);
    }
  }, 500).unref();
}

if (require.main !== module) {
  if (process.env[outputVariable] !== undefined) goWithStarter();
} else if (process.argv[2] === '--probe') {
  console.log(isElevated() ? 'elevated' : 'limited');
} else {
  process.exitCode = runElevated(process.argv.slice(2));
}
