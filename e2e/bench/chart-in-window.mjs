// Opens a built page in the real Electron and prints what its `measure` gave: `chart-in-window.mjs PAGE UPDATES`.
import fs from 'node:fs';
import path from 'node:path';
import { _electron } from 'playwright';

const [page = '', updates = '60'] = process.argv.slice(2);
const folder = path.join(path.dirname(page), 'window');
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'package.json'), '{"name":"chart-bench","version":"1.0.0","main":"main.cjs"}\n');
fs.writeFileSync(
  path.join(folder, 'main.cjs'),
  `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1180, height: 800 }).loadFile(${JSON.stringify(page)}));\n`,
);
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
const app = await _electron.launch({ args: [folder], chromiumSandbox: !isRoot });
const window = await app.firstWindow();
await window.waitForFunction(() => 'measure' in window);
const times = await window.evaluate((count) => {
  const page = /** @type {Window & { measure(count: number): unknown }} */ (/** @type {unknown} */ (window));
  return page.measure(count);
}, Number(updates));
await app.close();
process.stdout.write(JSON.stringify(times));
