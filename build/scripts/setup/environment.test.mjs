import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { expect, it } from 'vitest';
import { isUsableForTests } from './environment.mjs';

it("accepts a folder for temporary files only where the worker's socket path fits", async ({ skip }) => {
  skip(process.platform === 'win32', 'the socket of the worker is a pipe there');
  // Not below TMPDIR, which may be as long as it can be by itself.
  const parent = fs.mkdtempSync('/tmp/e-');
  let folder = path.join(parent, 'a');
  while (isUsableForTests(`${folder}a`)) folder += 'a';
  // As electron/elevation/credentials.ts names it.
  const own = path.join(folder, `ephemeral-port-wizard-${'0'.repeat(32)}`);
  fs.mkdirSync(own, { recursive: true });
  const server = net.createServer();
  try {
    await once(server.listen(path.join(own, 'worker')), 'listening');
    expect(fs.readdirSync(own)).toEqual(['worker']);
  } finally {
    server.close();
    fs.rmSync(parent, { recursive: true });
  }
});

it.each(['/tmp/a b', '/tmp/данные', "/tmp/it's", '/tmp/a#b', `/tmp/${'a'.repeat(60)}`])(
  'refuses a folder that a shell or a socket cannot use: %s',
  (folder) => {
    expect(isUsableForTests(folder)).toBe(false);
  },
);
