import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../common/test-folder.fixture';
import { linuxProcessInspector } from './process-inspector';

/** A /proc with these processes; `stat` is what stands behind the name of the program. */
async function procWith(processes: Readonly<Record<number, { readonly name: string; readonly stat: string }>>) {
  const root = await testFolder();
  await writeFile(join(root, 'stat'), 'cpu  1 2 3\nbtime 1767225600\nprocesses 99\n');
  for (const [id, { name, stat }] of Object.entries(processes)) {
    await mkdir(join(root, id, 'fd'), { recursive: true });
    await writeFile(join(root, id, 'stat'), `${id} (${name}) ${stat}\n`);
  }
  return root;
}

const stat = (state: string, ticks: number | string) =>
  `${state} 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 ${ticks} 20`;

describe('linuxProcessInspector', () => {
  it('tells start, program and number of open files', async ({ skip }) => {
    skip(process.platform === 'win32', 'such a link needs rights there');
    const root = await procWith({ 900: { name: 'a b) (c', stat: stat('S', 12_345) } });
    await symlink('/usr/bin/server', join(root, '900', 'exe'));
    for (const name of ['0', '1', '2']) await writeFile(join(root, '900', 'fd', name), '');
    expect(await linuxProcessInspector(root).inspect([900, 900])).toEqual({
      ok: true,
      value: new Map([
        [
          900,
          {
            processId: 900,
            startedAt: Date.UTC(2026, 0, 1) + 123_450,
            path: '/usr/bin/server',
            company: null,
            handles: 3,
            services: [],
          },
        ],
      ]),
    });
  });

  it('leaves out what has ended, and what only waits for its parent', async () => {
    const root = await procWith({ 7: { name: 'gone', stat: stat('Z', 1) } });
    expect(await linuxProcessInspector(root).inspect([7, 8])).toEqual({ ok: true, value: new Map() });
  });

  it('does not know what is not told', async () => {
    const root = await procWith({ 7: { name: 'other', stat: stat('S', 'x') } });
    await writeFile(join(root, 'stat'), 'cpu  1 2 3\n');
    const read = await linuxProcessInspector(root).inspect([7]);
    expect(read.ok && read.value.get(7)).toMatchObject({ startedAt: null, path: null, company: null });
  });

  it('fails where there is no /proc', async () => {
    expect(await linuxProcessInspector(await testFolder()).inspect([1])).toMatchObject({
      ok: false,
      error: { code: 'MACHINE_FAILED' },
    });
  });

  it.runIf(process.platform === 'linux')('sees a process start and end', async () => {
    const inspector = linuxProcessInspector();
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
    const id = child.pid ?? 0;
    const running = await inspector.inspect([id, process.pid]);
    if (!running.ok) throw new Error(running.error.code);
    const [own, started] = [running.value.get(process.pid), running.value.get(id)];
    expect(own?.handles).toBeGreaterThan(2);
    expect(started?.startedAt).toBeGreaterThanOrEqual(own?.startedAt ?? Number.POSITIVE_INFINITY);
    child.stdin.end();
    await once(child, 'exit');
    expect(await inspector.inspect([id])).toEqual({ ok: true, value: new Map() });
  });
});
