import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeSystem } from './mounts.mjs';

describe('removeSystem', () => {
  /** @type {string} */
  let parent;
  /** @type {string} */
  let system;
  beforeEach(({ skip }) => {
    skip(process.platform !== 'linux', 'the list of mount points is one of Linux');
    parent = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'system ä ')));
    system = path.join(parent, 'root');
    fs.mkdirSync(path.join(system, 'dev'), { recursive: true });
    fs.writeFileSync(path.join(system, 'dev', 'null'), '');
  });
  afterEach(() => fs.rmSync(parent, { recursive: true, force: true }));

  const rootLine = '21 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n';
  /** @param {string} point */
  const mounted = (point) => `${rootLine}40 21 0:6 / ${point.replaceAll(' ', '\\040')} rw - devtmpfs udev rw\n`;

  it('removes a system with nothing mounted in it', () => {
    removeSystem(system, mounted(`${system}-other/dev`));
    expect(fs.readdirSync(parent)).toEqual([]);
  });

  it.each(['', '/dev', '/dev/pts/deeper'])('refuses while root%s is a mount point, and removes nothing', (below) => {
    expect(() => removeSystem(system, mounted(`${system}${below}`))).toThrow(`${system}${below} is a mount point`);
    expect(fs.readdirSync(path.join(system, 'dev'))).toEqual(['null']);
  });

  it('refuses to remove a system through a link to its folder', () => {
    const link = path.join(parent, 'link');
    fs.symlinkSync(system, link);
    expect(() => removeSystem(link, mounted(`${system}/dev`))).toThrow('is a mount point');
    expect(fs.existsSync(path.join(system, 'dev', 'null'))).toBe(true);
  });

  it.each(['', 'what is this\n'])('refuses when the mount points are unknown: %j', (text) => {
    expect(() => removeSystem(system, text)).toThrow('list of mount points');
    expect(fs.existsSync(path.join(system, 'dev', 'null'))).toBe(true);
  });

  it('reads the mount points of this machine', () => {
    expect(() => removeSystem('/proc')).toThrow('/proc is a mount point');
    removeSystem(system);
    expect(fs.existsSync(system)).toBe(false);
  });
});
