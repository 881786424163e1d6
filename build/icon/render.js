// Draws icon.svg at every size with the browser of Electron, and writes the PNG files and the .ico file beside it.
import fs from 'node:fs';
import path from 'node:path';
import { app, BrowserWindow } from 'electron';

const folder = import.meta.dirname;
const sizes = [16, 20, 24, 32, 48, 64, 128, 256, 512];
const inIco = [16, 20, 24, 32, 48, 64, 256];

/** An .ico file whose pictures are PNGs, as Windows reads them since Vista.
 * @param {{ size: number, png: Buffer }[]} pictures */
function icoFile(pictures) {
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

// Not awaited: Electron becomes ready only when this module has been loaded.
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false });
  await window.loadURL('about:blank');
  const source = `data:image/svg+xml;base64,${fs.readFileSync(path.join(folder, 'icon.svg')).toString('base64')}`;
  /** @type {unknown} */
  const answer = await window.webContents.executeJavaScript(`(async () => {
    const picture = new Image();
    picture.src = ${JSON.stringify(source)};
    await picture.decode();
    return ${JSON.stringify(sizes)}.map((size) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
      canvas.getContext('2d').drawImage(picture, 0, 0, size, size);
      return canvas.toDataURL('image/png');
    });
  })()`);
  const drawn = /** @type {string[]} */ (answer);
  fs.mkdirSync(path.join(folder, 'png'), { recursive: true });
  const pictures = sizes.map((size, index) => ({
    size,
    png: Buffer.from(drawn[index]?.split(',')[1] ?? '', 'base64'),
  }));
  for (const { size, png } of pictures) fs.writeFileSync(path.join(folder, 'png', `${size}x${size}.png`), png);
  fs.writeFileSync(path.join(folder, 'icon.ico'), icoFile(pictures.filter(({ size }) => inIco.includes(size))));
  app.quit();
});
