// What electron-builder is told. Protects: only what the program needs at run time is packaged, and the fuses are set
// as Electron's security checklist wants them (docs: SECURITY.md).
import fs from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../setup/project.mjs';

/** The modules of node_modules that the program loads at run time; everything else is bundled or not needed. */
export const shippedModules = ['koffi', '@koromix', 'registry-js', 'systeminformation'];

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
 * @param {string} choice.licences file with the licence texts of what is bundled
 * @returns {import('electron-builder').Configuration}
 */
export function configuration({ output, electronVersion, electronDist, licences }) {
  const icons = path.join(projectFolder, 'build', 'icon');
  return {
    appId: 'io.github.ephemeral-port-wizard',
    productName: 'Ephemeral Port Wizard',
    copyright: 'MIT licence',
    directories: { output, buildResources: icons },
    electronVersion,
    ...(electronDist === null ? {} : { electronDist }),
    electronFuses: { ...fuses },
    electronLanguages: ['en-US'],
    npmRebuild: false,
    removePackageScripts: true,
    extraMetadata: { author: 'Ephemeral Port Wizard contributors' },
    asar: true,
    // Native code cannot be loaded from inside the archive.
    asarUnpack: ['**/*.node'],
    afterPack: ({ appOutDir }) => fs.promises.rm(path.join(appOutDir, 'resources', 'default_app.asar'), { force: true }),
    files: [
      'package.json',
      'out/{main,preload,renderer}/**',
      '!**/*.map',
      '!node_modules/**',
      ...shippedModules.map((name) => `node_modules/${name}/**`),
      // What the modules bring along for building and reading.
      '!node_modules/**/*.{md,markdown,ts,cts,mts,cc,c,h,gyp,map}',
      '!node_modules/koffi/{src,doc,vendor,lib}/**',
      '!node_modules/registry-js/{src,build}/**',
      'node_modules/registry-js/build/Release/registry.node',
      '!node_modules/**/{test,tests,__tests__,examples,docs}/**',
    ],
    extraFiles: [
      { from: path.join(projectFolder, 'LICENSE'), to: 'LICENSE.txt' },
      { from: licences, to: 'LICENSES.third-party.txt' },
    ],
    artifactName: '${name}-${version}-${os}-${arch}.${ext}',
    win: {
      icon: path.join(icons, 'icon.ico'),
      requestedExecutionLevel: 'asInvoker',
      target: [{ target: 'nsis' }, { target: 'portable' }],
    },
    nsis: { oneClick: false, perMachine: true, allowElevation: true, allowToChangeInstallationDirectory: false, deleteAppDataOnUninstall: false },
    portable: { artifactName: '${name}-${version}-${arch}-portable.${ext}', requestExecutionLevel: 'user' },
    linux: { icon: path.join(icons, 'png'), category: 'System', executableName: 'ephemeral-port-wizard', target: ['dir'] },
    publish: null,
  };
}
