// Port usage: one sample of 1,000, 10,000 and 48,000 real sockets on loopback, TCP, bound and UDP, the summary, and an hour of sampling.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { cacheFolder, projectFolder } from '../../../build/scripts/setup/project.mjs';
import { bundleForNode } from '../../bundle.mjs';
import { measureInChild } from '../child.mjs';
import { median, paired, skippedRow } from '../table.mjs';

const outFolder = path.join(cacheFolder, 'bench');
const holder = path.join(projectFolder, 'e2e', 'bench', 'hold-sockets.mjs');
/** Processes that share the sockets, so that the usual limit of open files is enough. */
const holders = 4;
const largest = 48_000;

/** Of the sockets, so many of 12 are bound, and as many UDP. */
const otherShare = 1 / 12;

/**
 * Runs `work` while about `count` sockets are open: of 12 one is bound, one UDP, five connected, five in TIME_WAIT.
 * @template T
 * @param {number} count
 * @param {() => Promise<T>} work
 */
export async function withSockets(count, work) {
  const others = Math.ceil((count * otherShare) / holders);
  const tcp = count / holders - 2 * others;
  const connections = Math.ceil(tcp / 4);
  const closed = Math.ceil(tcp / 2);
  const children = Array.from({ length: holders }, (_, index) =>
    spawn(
      process.execPath,
      [holder, String(connections), String(closed), `127.0.${index + 1}.1`, String(others), String(others)],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    ),
  );
  try {
    await Promise.all(
      children.map((child) =>
        Promise.race([
          once(child.stdout, 'data'),
          once(child, 'exit').then(() => Promise.reject(new Error('the sockets could not be opened'))),
        ]),
      ),
    );
    return await work();
  } finally {
    for (const child of children) child.stdin.end();
    const running = children.filter((child) => child.exitCode === null);
    await Promise.all(running.map((child) => once(child, 'exit')));
  }
}

/**
 * @typedef {Record<'sockets' | 'udp' | 'bound' | 'garbage' | 'ss' | 'systeminformation', number> & Record<'ours' | 'dump', number[]>} Sample
 */
const standIn = 'Linux, sockets on loopback';

/** @returns {Promise<import('../bench.mjs').Row[]>} */
async function measure() {
  fs.mkdirSync(outFolder, { recursive: true });
  fs.writeFileSync(path.join(outFolder, 'package.json'), '{"type":"module"}\n');
  await bundleForNode({ 'usage-bench': 'e2e/bench/usage-bench.ts' }, outFolder);
  const script = path.join(outFolder, 'usage-bench.js');
  /** @type {import('../bench.mjs').Row[]} */
  const rows = [];
  if (process.platform === 'linux' && ['/usr/bin/ss', '/bin/ss', '/usr/sbin/ss'].some((file) => fs.existsSync(file))) {
    for (const count of [1000, 10_000, largest]) {
      const measured = await withSockets(count, () => measureInChild(script, ['sample', '20']));
      const { sockets, udp, bound, ours, dump, garbage, ss, systeminformation } = /** @type {Sample} */ (measured);
      const name = `one sample, ${sockets.toLocaleString('en')} sockets (${udp.toLocaleString('en')} UDP, ${bound.toLocaleString('en')} bound)`;
      const isLargest = count === largest;
      /** @param {number} most @returns {{ of: 'ratio', most: number } | null} */
      const ratio = (most) => (isLargest ? { of: 'ratio', most } : null);
      const one = { row: name, ours: median(ours), unit: 'ms', standIn };
      rows.push(
        {
          ...one,
          ...paired(ours, dump),
          against: 'bare sock_diag dumps of the same tables, not summarized, by turns',
          target: ratio(1.3),
        },
        { ...one, alternative: ss, against: 'ss -tan, parsed', target: ratio(1 / 2) },
        {
          ...one,
          alternative: systeminformation,
          against: 'systeminformation networkConnections()',
          target: ratio(1 / 8),
        },
      );
      rows.push({
        row: `garbage of ${name}`,
        ours: garbage,
        alternative: null,
        unit: 'MB',
        against: '',
        target: isLargest ? { of: 'ours', most: 1 } : null,
      });
    }
  } else {
    rows.push(skippedRow({ row: 'one sample of real sockets', unit: 'ms', against: '' }, 'needs Linux with ss'));
  }
  for (const endpoints of [2000, 60_000]) {
    const measured = await measureInChild(script, ['summary', '50', String(endpoints)]);
    const { ours } = /** @type {{ ours: number }} */ (measured);
    const row = `summary of 60,000 rows, ${endpoints.toLocaleString('en')} endpoints`;
    rows.push({ row, ours, alternative: null, unit: 'ms', against: '', target: { of: 'ours', most: 10 } });
  }
  const hour = await measureInChild(script, ['hour']);
  const { second, last } = /** @type {{ second: number, last: number }} */ (hour);
  rows.push({
    row: 'memory, last quarter of an hour of sampling',
    ours: last,
    alternative: second,
    unit: 'MB',
    against: 'its second quarter',
    target: { of: 'ratio', most: 1.03 },
  });
  return rows;
}

/** @type {import('../bench.mjs').Group} */
export const group = { title: 'port usage', measure };
