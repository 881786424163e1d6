// A collected evidence file with as many rows as there may be: `evidence-bench make|open FILE`; `open` needs the built
// evidence-worker.js beside it. Prints one line of JSON.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { hashOf } from '../../electron/evidence/hash';
import { openInThread } from '../../electron/evidence/open-in-thread';
import { zipOf } from '../../electron/evidence/zip';
import {
  evidenceFormat,
  evidenceLimits,
  evidenceParts,
  evidenceVersion,
} from '../../electron/contract/evidence/evidence-limits';

const runs = 5;
const takenAt = Date.UTC(2026, 10, 24, 12);
const { rows } = evidenceLimits;

async function make(file: string): Promise<object> {
  const range = { known: true, value: { start: 1025, number: 64_511 } };
  const lines = Array.from({ length: rows - 1 }, (_, row) => {
    const [net, port] = [row >> 14, 1025 + (row % 64_511)];
    return `10.0.0.${net},${port},10.9.${(row >> 8) & 255}.${row & 255},1433,ESTABLISHED,${4000 + (row % 50)},order.exe\r\n`;
  });
  const texts = {
    [evidenceParts.evidence]: JSON.stringify({ takenAt, ranges: { ipv4Tcp: range, ipv4Udp: range } }),
    [evidenceParts.tcp]: `local_address,local_port,remote_address,remote_port,state,process_id,process\r\n${lines.join('')}`,
  };
  const parts = Object.entries(texts).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  const manifest = {
    format: evidenceFormat,
    version: evidenceVersion,
    writtenBy: 'collector',
    programVersion: '0.3.0',
    madeAt: new Date(takenAt).toISOString(),
    computer: { name: 'FRONTDESK-07', product: null },
    areNamesReplaced: false,
    files: parts.map(({ name, bytes }) => ({ name, sizeInBytes: bytes.length, sha256: hashOf(bytes) })),
    missing: [],
  };
  const named = { name: evidenceParts.manifest, bytes: Buffer.from(JSON.stringify(manifest)) };
  writeFileSync(file, await zipOf([named, ...parts], takenAt));
  return { rows };
}

/** How long it takes, and the longest time in which nothing else had its turn; milliseconds. */
async function open(file: string): Promise<object> {
  const took: number[] = [];
  const standstills: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    globalThis.gc?.();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    delay.enable();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const start = performance.now();
    const opened = await openInThread(join(import.meta.dirname, 'evidence-worker.js'), file);
    took.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 20));
    delay.disable();
    standstills.push(delay.max / 1e6);
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    const { usage } = opened.value.diagnosis.evidence;
    if (!usage.known) throw new Error(usage.detail);
  }
  return { took, standstills };
}

const [what = '', file = ''] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(what === 'make' ? await make(file) : await open(file))}\n`);
