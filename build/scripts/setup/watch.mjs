// Builds the program into out/ again and again, as its sources change. The libraries of the page are built once, beside it:
// with them in every build, one takes several times as long.
import { log, projectFolder } from './project.mjs';

const parts = /** @type {const} */ (['main', 'preload', 'renderer']);
/** Those of the page, but for single icons. */
const libraries = [
  ...['@fluentui/react-components', 'i18next', 'react', 'react-dom', 'react-dom/client', 'react-i18next'],
  ...['react/jsx-runtime', 'uplot'],
];
/** A file that several parts share starts their builds one shortly after the other. */
const settleMs = 50;

/**
 * Builds every part, and those again that a change belongs to.
 * @param {(built: ReadonlySet<string>) => void} onBuilt called with what was built, whenever nothing is being built any more
 */
export async function watchApplication(onBuilt) {
  const { mergeConfig, resolveConfig } = await import('electron-vite');
  const { build } = await import('vite');
  const { config } = await resolveConfig({ root: projectFolder, logLevel: 'warn' }, 'build', 'production');
  log('building the program');
  await build(mergeConfig(config?.renderer ?? {}, await librariesOnly()));
  /** @type {Set<string>} */
  const building = new Set(parts);
  /** @type {Set<string>} */
  let built = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  let settled;
  const settle = () => {
    if (building.size > 0 || built.size === 0) return;
    const done = built;
    built = new Set();
    onBuilt(done);
  };
  for (const part of parts) {
    const libraryPaths = { external: libraries, output: { paths: addressOf } };
    const rollupOptions = part === 'renderer' ? libraryPaths : {};
    const quick = {
      build: { watch: {}, minify: false, emptyOutDir: false, reportCompressedSize: false, rollupOptions },
    };
    const watcher = await build(mergeConfig(config?.[part] ?? {}, quick));
    if (!('on' in watcher)) throw new Error(`${part} is not watched`);
    watcher.on('event', (event) => {
      clearTimeout(settled);
      if (event.code === 'START') building.add(part);
      if (event.code === 'BUNDLE_END') built.add(part);
      if (event.code === 'ERROR') console.error(event.error.message);
      if ('result' in event) void event.result.close();
      if (event.code === 'END' || event.code === 'ERROR') building.delete(part);
      settled = setTimeout(settle, settleMs);
    });
  }
}

/** Where the page finds a library. @param {string} id */
function addressOf(id) {
  return libraries.includes(id) ? `/libraries/${fileOf(id)}.js` : id;
}

/** @param {string} id */
function fileOf(id) {
  return id.replaceAll('/', '-');
}

/** What turns the configuration of the page into one of its libraries, each with all of its exports. */
async function librariesOnly() {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const id of libraries) {
    /** @type {unknown} */
    const loaded = await import(id);
    const names = Object.keys(/** @type {object} */ (loaded)).filter((name) => /^[\w$]+$/u.test(name));
    texts.set(`\0${fileOf(id)}`, `export { ${names.join(', ')} } from '${id}';`);
  }
  const entries = {
    name: 'libraries',
    enforce: /** @type {const} */ ('pre'),
    resolveId: (/** @type {string} */ id) => (texts.has(id) ? id : undefined),
    load: (/** @type {string} */ id) => texts.get(id),
  };
  const rollupOptions = {
    input: Object.fromEntries([...texts.keys()].map((id) => [id.slice(1), id])),
    preserveEntrySignatures: /** @type {const} */ ('strict'),
    output: { entryFileNames: 'libraries/[name].js', chunkFileNames: 'libraries/[name]-[hash].js' },
  };
  return { plugins: [entries], build: { minify: false, rollupOptions } };
}
