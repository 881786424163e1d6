// `diagnose` of the real executable on real sockets of this computer, and in a network of its own whose ports are all taken.
import { once } from 'node:events';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { reportSchema, resultSchemas } from '../electron/cli/report';
import { newUserData } from './fixtures/practice';
import { removeFolder } from './fixtures/system';
import { binder, electron, killStarted, ownNetwork, programArguments, start } from './fixtures/without-window';

const eaddrinuse = 98;

let userData: string;
test.skip(process.platform !== 'linux', 'sockets are bound by a function of Linux');
test.beforeEach(async () => {
  userData = await newUserData();
});
test.afterEach(async () => {
  killStarted();
  await removeFolder(userData);
});

const diagnoseArguments = (...more: readonly string[]) => [
  ...programArguments(userData),
  'diagnose',
  '--json',
  ...more,
];

const boundSchema = z.strictObject({ bound: z.number(), refused: z.number().nullable() });
const parseDiagnosis = (line: string) => {
  const report = reportSchema.parse(JSON.parse(line));
  return { ...report, diagnosis: report.result === null ? null : resultSchemas.diagnose.parse(report.result) };
};

async function diagnose(...more: readonly string[]) {
  const child = start(electron, diagnoseArguments(...more));
  return parseDiagnosis(await text(child.stdout));
}

test('counts the bound sockets of a process that neither connects nor listens, and names it', async () => {
  const child = start(process.execPath, [binder, '500']);
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  expect(boundSchema.parse(JSON.parse(line))).toEqual({ bound: 500, refused: null });
  const { diagnosis, exitCode } = await diagnose();
  test.skip(diagnosis?.usage?.bound === null, 'this kernel does not tell bound sockets (6.8 and later do)');
  const holder = diagnosis?.holders.find(({ processId }) => processId === child.pid);
  expect(holder).toMatchObject({ transport: 'tcp', ports: 500, bound: 500, name: 'node' });
  expect(diagnosis?.owners?.find(({ processId }) => processId === child.pid)).toMatchObject({
    isRunning: true,
    path: process.execPath,
  });
  const answers = diagnosis?.attempts.filter(({ how, address }) => how === 'bind' && address === '0.0.0.0');
  expect(answers?.map(({ transport, answer }) => `${transport} ${answer}`)).toEqual(['tcp granted', 'udp granted']);
  expect(diagnosis?.trend).toBe('unknown');
  expect(exitCode).toBe(diagnosis?.conclusion === 'enough-now' ? 6 : 0);
});

test('says that ports are exhausted where the kernel refuses the ninth of eight', async () => {
  const flags = ownNetwork();
  test.skip(flags === null, 'network namespaces are not allowed here');
  const script = [
    'ip link set lo up',
    'echo 40000 40007 > /proc/sys/net/ipv4/ip_local_port_range',
    // The ports are held from before the program starts until its answer is there.
    'mkfifo "$1/hold" "$1/told"',
    '"$2" "$3" 9 < "$1/hold" > "$1/told" & exec 3> "$1/hold"',
    'read -r line < "$1/told"; echo "$line"',
    'shift 3; "$@"',
  ].join('\n');
  const inside = [script, 'sh', userData, process.execPath, binder, electron, ...diagnoseArguments()];
  const child = start('unshare', [...(flags ?? []), 'sh', '-e', '-c', ...inside]);
  const [bound = '', report = ''] = (await text(child.stdout)).trim().split('\n');
  expect(boundSchema.parse(JSON.parse(bound))).toEqual({ bound: 8, refused: eaddrinuse });
  const { diagnosis, exitCode } = parseDiagnosis(report);
  expect(diagnosis).toMatchObject({ conclusion: 'exhausted-now', severity: 'critical' });
  expect(diagnosis?.attempts[0]).toEqual({
    transport: 'tcp',
    ip: 'ipv4',
    how: 'bind',
    address: '0.0.0.0',
    answer: 'refused',
    error: String(eaddrinuse),
    isSimulated: false,
  });
  expect(diagnosis?.attempts.find(({ transport }) => transport === 'udp')).toMatchObject({ answer: 'granted' });
  expect(exitCode).toBe(0);
});

test('watches quietly, and without a whole minute knows no trend', async () => {
  const { diagnosis } = await diagnose('--for=5', '--reported=10055');
  expect(diagnosis).toMatchObject({ trend: 'unknown', reported: '10055' });
  expect(diagnosis?.attempts.some(({ how }) => how === 'connect')).toBe(true);
});

test('answers nothing when it is told to stop while it watches', async () => {
  const child = start(electron, diagnoseArguments('--for=3600'));
  const output = text(child.stdout);
  // The practice machine is there: the command is at work.
  await expect
    .poll(() =>
      access(join(userData, 'practice', 'windows.json')).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  child.kill('SIGTERM');
  const [code] = (await once(child, 'exit')) as [number | null];
  expect(code).toBe(1);
  expect(parseDiagnosis(await output)).toMatchObject({
    exitCode: 1,
    result: null,
    error: { code: 'ENDED_EARLY', signal: 'SIGTERM' },
  });
});
