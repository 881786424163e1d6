// What the documents name is there: files, commands and tests move, and sentences about them stay behind.
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { projectFolder } from './setup/project.mjs';

const folders = ['.github', 'build', 'docs', 'e2e', 'electron', 'renderer'];
const files = [
  ...fs.readdirSync(projectFolder),
  ...folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(projectFolder, folder), { recursive: true, withFileTypes: true })
      .map((entry) => path.relative(projectFolder, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/')),
  ),
];
const documents = files.filter((name) => name.endsWith('.md'));

/** @param {string} file */
const read = (file) => fs.readFileSync(path.join(projectFolder, file), 'utf8');

/** What `pattern` finds in the documents and `isThere` does not know. @param {RegExp} pattern @param {(found: string, document: string) => boolean} isThere */
function missing(pattern, isThere) {
  const found = documents.flatMap((document) =>
    [...read(document).matchAll(pattern)].map(([, what = '']) => ({ document, what })),
  );
  expect(found).not.toEqual([]);
  return found.filter(({ document, what }) => !isThere(what, document));
}

it('links only to what is there', () => {
  const links = missing(/\]\((?!https?:)([^)#]+)/gu, (link, document) =>
    fs.existsSync(path.join(projectFolder, path.dirname(document), link)),
  );
  expect(links).toEqual([]);
});

it('names only files that are there', () => {
  const named =
    /(?<![\w/.*@-])((?:[\w*-]+\/)*[\w.*-]*\.(?:tsx?|[cm]js|nsh|nsi)(?!\w)|(?:build|docs|e2e|electron|renderer)\/[\w./*-]*\w)/gu;
  const names = missing(named, (name) => {
    // Words in capitals stand for any name.
    if (/\b[A-Z]{4,}\b/u.test(name)) return true;
    const pattern = name.replaceAll('.', '\\.').replaceAll('*', '[^/]*');
    const whole = new RegExp(`${name.startsWith('.') ? '' : '(?:^|/)'}${pattern}$`, 'u');
    return files.some((file) => whole.test(file)) || fs.existsSync(path.join(projectFolder, name));
  });
  expect(names).toEqual([]);
});

it('says only what is in a file that it is there', () => {
  const sayings = missing(/(`[^`]+` (?:in|of)\s`[^`]+\.(?:tsx?|[cm]js|json)`)/gu, (saying) => {
    const [, what = '', file = ''] = /`([^`]+)` ..\s`(.+)`/u.exec(saying) ?? [];
    const word = what.replace(/\(.*/u, '').split('.').at(-1) ?? '';
    return files.some((name) => `/${name}`.endsWith(`/${file}`) && read(name).includes(word));
  });
  expect(sayings).toEqual([]);
});

it('has a line in electron.md for everything that is used of Electron', () => {
  const sources = files.filter((name) => /^electron\/.*\.ts$/u.test(name) && !name.includes('.test.')).map(read);
  const imports = sources.flatMap((text) => [...text.matchAll(/^import \{([^}]+)\} from 'electron';/gmu)]);
  const names = imports.flatMap(([, list = '']) => list.split(',').map((name) => name.trim()));
  const values = new Set(names.filter((name) => !name.startsWith('type ')));
  expect(values.size).toBeGreaterThan(8);
  const table = read('docs/electron.md');
  expect([...values].filter((name) => !table.includes(`| \`${name}\``))).toEqual([]);
});

it('names only commands of package.json', () => {
  /** @type {unknown} */
  const own = JSON.parse(read('package.json'));
  const { scripts } = /** @type {{ scripts: Record<string, string> }} */ (own);
  expect(missing(/npm run ([\w:-]+)/gu, (name) => name in scripts)).toEqual([]);
});

it('names only tests that there are', () => {
  const tests = files.filter((file) => /\.(?:spec|test)\.ts$/u.test(file)).map(read);
  const titles = missing(/(?<=\btests? (?:as for \d+, and )?(?:"[^"]+", )*)"([^"]+)"/gu, (title) =>
    tests.some((text) => text.includes(`'${title.replace(/[.…]+$/u, '')}`)),
  );
  expect(titles).toEqual([]);
});
