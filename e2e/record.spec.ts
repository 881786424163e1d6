// `record` of the real executable: what happens while no window is open is found by the recording and named by the verdict;
// a recorder that is killed loses at most its last sample.
import { once } from 'node:events';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { reportSchema, resultSchemas } from '../electron/cli/report';
import { readLines, recordedDays } from '../electron/recording/reader';
import { bundleForNode } from './bundle.mjs';
import { newUserData } from './fixtures/practice';
import { isWindows, removeFolder } from './fixtures/system';
import { binder, electron, killStarted, ownNetwork, programArguments, start } from './fixtures/without-window';

let userData: string;
test.beforeEach(async () => {
  userData = await newUserData();
});
test.afterEach(async () => {
  killStarted();
  await removeFolder(userData);
});

const commandArguments = (...more: readonly string[]) => [...programArguments(userData), ...more, '--json'];

async function recordingText(): Promise<string> {
  const folder = join(userData, 'practice', 'machine', 'recording');
  const names = await readdir(folder).catch(() => []);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('');
}

test('finds what ran out while no window was open, and names who held the ports', async () => {
  const flags = ownNetwork();
  test.skip(flags === null, 'network namespaces are not allowed here');
  const script = [
    'ip link set lo up',
    'echo 40000 40007 > /proc/sys/net/ipv4/ip_local_port_range',
    'mkfifo "$1/hold" "$1/told"',
    '"$2" "$3" 9 < "$1/hold" > "$1/told" & exec 3> "$1/hold"',
    'read -r line < "$1/told"',
    'shift 3',
    '"$@" record --every=1 & recorder=$!',
    // The ports are free again before anybody looks.
    'read -r go; exec 3>&-',
    'read -r go; kill -TERM $recorder; wait $recorder',
    '"$@" diagnose',
  ].join('\n');
  const inside = [script, 'sh', userData, process.execPath, binder, electron, ...commandArguments()];
  const child = start('unshare', [...(flags ?? []), 'sh', '-e', '-c', ...inside]);
  await expect.poll(recordingText).toContain('"refused"');
  child.stdin.write('free\n');
  await expect.poll(recordingText).toContain('"ports":0,"usable":8');
  child.stdin.write('end\n');
  const [recorded = '', diagnosed = ''] = (await text(child.stdout)).trim().split('\n');
  const recording = reportSchema.parse(JSON.parse(recorded));
  expect(recording).toMatchObject({ exitCode: 0, resultKind: 'recording', error: null });
  expect(resultSchemas.recording.parse(recording.result)).toMatchObject({
    endedBy: 'signal',
    trouble: null,
    notices: [],
  });
  const diagnosis = resultSchemas.diagnose.parse(reportSchema.parse(JSON.parse(diagnosed)).result);
  expect(diagnosis.recorded?.tcp).toMatchObject({
    ports: 8,
    usable: 8,
    ranOut: true,
    holder: { name: 'node', ports: 8 },
  });
  const reason = diagnosis.reasons.find(({ code }) => code === 'recorded');
  expect(reason?.text).toMatch(
    /Ports ran out on .+ \(recorded\): 8 of 8 were in use\. node \(process \d+\) held 8 ports\./,
  );
});

test('is refused while another process records into the same folder', async () => {
  test.skip(isWindows, 'a process that is told to stop by a signal ends there at once, without a report');
  const first = start(electron, commandArguments('record'));
  await expect.poll(recordingText).toContain('"sample"');
  const second = start(electron, commandArguments('record', '--for=1'));
  expect(reportSchema.parse(JSON.parse(await text(second.stdout)))).toMatchObject({
    exitCode: 1,
    error: { code: 'BUSY' },
    summary: expect.stringContaining('already records'),
  });
  first.kill('SIGTERM');
  const report = reportSchema.parse(JSON.parse(await text(first.stdout)));
  expect(report).toMatchObject({ exitCode: 0, result: { endedBy: 'signal' } });
  expect(await recordingText()).toMatch(/"kind":"end","at":\d+,"why":"signal"\}\n$/);
});

/** Seven, as many as there are distances from the start to the kill; fifty with EPW_ALL=1 (npm run crash). */
const kills = process.env.EPW_ALL === '1' ? 50 : 7;

test('loses at most its last sample when it is killed, again and again', async () => {
  test.setTimeout(120_000);
  const scripts = join(userData, 'scripts');
  const folder = join(userData, 'recording');
  await mkdir(folder);
  await bundleForNode({ 'killed-recorder': 'e2e/fixtures/killed-recorder.ts' }, scripts);
  await writeFile(join(scripts, 'package.json'), '{"type":"module"}');
  const acknowledged = new Set<number>();
  for (let round = 0; round < kills; round += 1) {
    const child = start(process.execPath, [join(scripts, 'killed-recorder.js'), folder]);
    const ended = once(child, 'exit');
    let left = 1 + (round % 7);
    for await (const line of createInterface(child.stdout)) {
      acknowledged.add(Number(line));
      left -= 1;
      if (left === 0) child.kill('SIGKILL');
    }
    await ended;
    expect(child.signalCode).toBe('SIGKILL');
  }
  const read: number[] = [];
  const days = (await recordedDays(folder)).map(({ day }) => day);
  const unreadable = await readLines(folder, days, ({ at }) => read.push(at));
  expect([...acknowledged].filter((at) => !read.includes(at))).toEqual([]);
  expect(unreadable).toBeLessThanOrEqual(kills);
  expect(read.length).toBeGreaterThanOrEqual(kills);
});
