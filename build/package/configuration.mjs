// What electron-builder is told. Protects: only what the program needs at run time is packaged, and the fuses are set
// as Electron's security checklist wants them (docs: SECURITY.md).
import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../scripts/setup/project.mjs';

export const appId = 'io.github.ephemeral-port-wizard';
export const productName = 'Ephemeral Port Wizard';
/** electron-builder's bundle with NSIS 3.12, fetched with a check of its hash (nsis.mjs). */
export const nsisBundle = '1.2.1';
export const publisher = 'Ephemeral Port Wizard contributors';

/** The modules of node_modules that the program loads at run time there; everything else is bundled or not needed.
 * @param {import('./native-modules.mjs').System['platform']} platform */
export function shippedModules(platform) {
  return platform === 'win32' ? ['koffi', '@koromix', 'registry-js'] : ['koffi', '@koromix'];
}

/** What is wanted of each fuse; verify-package.mjs reads them back. */
export const fuses = /** @type {const} */ ({
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
});

/**
 * @param {object} choice
 * @param {string} choice.output folder for what is made
 * @param {string} choice.electronVersion
 * @param {string | null} choice.electronDist an unpacked Electron; null for electron-builder's own download
 * @param {string} choice.licenses file with the license texts of what is bundled
 * @param {string} choice.collector the collector's script
 * @param {import('./native-modules.mjs').System['platform']} choice.platform
 * @param {string} choice.natives folder with the native modules (native-modules.mjs)
 * @param {string[]} choice.nativeParts what is taken from its node_modules
 * @returns {import('electron-builder').Configuration}
 */
export function configuration(choice) {
  const { output, electronVersion, electronDist, licenses, collector, platform, natives, nativeParts } = choice;
  const icons = path.join(projectFolder, 'build', 'icon');
  return {
    appId,
    productName,
    copyright: 'MIT license',
    directories: { output, buildResources: icons },
    electronVersion,
    ...(electronDist === null ? {} : { electronDist }),
    electronFuses: { ...fuses },
    electronLanguages: ['en-US'],
    npmRebuild: false,
    removePackageScripts: true,
    // The entry that says that this is a package; the other one is left out.
    extraMetadata: { author: { name: publisher }, main: 'out/main/main.js' },
    asar: true,
    // Native code cannot be loaded from inside the archive.
    asarUnpack: ['**/*.node'],
    afterPack: ({ appOutDir }) =>
      fs.promises.rm(path.join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
    files: [
      'package.json',
      'out/{main,preload,renderer}/**',
      '!out/main/development.{js,cjs}',
      '!**/*.map',
      '!node_modules/**',
      ...shippedModules(platform).map((name) => `node_modules/${name}/**`),
      // What the modules bring along for building and reading.
      '!node_modules/**/*.{md,markdown,ts,cts,mts,cc,c,h,gyp,map}',
      '!node_modules/**/CMakeLists.txt',
      '!node_modules/koffi/{doc,vendor,lib}/**',
      '!node_modules/koffi/src/**/*.{cc,hh,h,cpp,hpp,S,asm,def,inc}',
      '!node_modules/registry-js/{src,build}/**',
      '!node_modules/@koromix/**',
      '!node_modules/**/{test,tests,__tests__,examples,docs}/**',
      { from: path.join(natives, 'node_modules'), to: 'node_modules', filter: nativeParts },
    ],
    extraFiles: [
      { from: path.join(projectFolder, 'LICENSE'), to: 'LICENSE.txt' },
      { from: licenses, to: 'LICENSES.third-party.txt' },
    ],
    // Not in the archive, where Windows could not read its signature.
    extraResources: [{ from: collector, to: path.basename(collector) }],
    artifactName: '${name}-${version}-${os}-${arch}.${ext}',
    win: {
      icon: path.join(icons, 'icon.ico'),
      requestedExecutionLevel: 'asInvoker',
      // signing.mjs does, once everything is written.
      signtoolOptions: { sign: () => Promise.resolve() },
    },
    toolsets: { nsis: nsisBundle },
    linux: { icon: path.join(icons, 'png'), category: 'System', executableName: 'ephemeral-port-wizard' },
    publish: null,
  };
}
