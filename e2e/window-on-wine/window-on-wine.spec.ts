// The real window on a Windows registry: what is clicked is in the registry, as reg.exe says, and what is undone is not.
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readRegFile } from '../../electron/reg-file/reg-file';
import { netshOutputs } from '../../electron/machine/windows/netsh/netsh-outputs.fixture';
import { startWindowsNode } from '../../build/offline/windows-node.mjs';
import { hasWine, runWine, stopWine } from '../../build/offline/wine.mjs';
import { askedQuestions, closeApp, ownBackupFiles, regFilesIn, type RunningApp } from '../fixtures/launch';
import { WizardDriver } from '../fixtures/wizard-driver';
import { words } from '../fixtures/words';
import { buildSuiteProgram, launchOnWine, startMachineServer, type MachineServer } from './launch-on-wine';

const key = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters';
const policy = 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Policies\\System';

test.skip(!hasWine, 'needs Wine: on Windows the program itself is on the registry');
test.describe.configure({ timeout: 120_000 });

let serverScript: string;
let connectionsScript: string;
let server: MachineServer | null = null;
let running: RunningApp | null = null;

test.beforeAll(async () => {
  ({ serverScript, connectionsScript } = await buildSuiteProgram());
});
test.beforeEach(async () => {
  for (const name of ['MaxUserPort', 'TcpTimedWaitDelay']) await runWine(['reg', 'delete', key, '/v', name, '/f']);
});
test.afterEach(async () => {
  if (running) await closeApp(running);
  running = null;
  await server?.end();
  server = null;
});
test.afterAll(() => stopWine());

async function open(
  options?: Parameters<typeof startMachineServer>[1],
): Promise<{ wizard: WizardDriver; app: RunningApp }> {
  server = await startMachineServer(serverScript, options);
  running = await launchOnWine(server);
  return { wizard: new WizardDriver(running.page), app: running };
}

/** What `reg query` says about a value, e.g. "REG_DWORD 0xfffe"; null when it finds none. */
async function queried(name: string): Promise<string | null> {
  const { code, stdout } = await runWine(['reg', 'query', key, '/v', name]);
  const match = new RegExp(`${name}\\s+(REG_\\w+)\\s+(\\S+)`).exec(stdout);
  return code === 0 && match ? `${match[1]} ${match[2]}` : null;
}

async function expectWindows({ page }: RunningApp): Promise<void> {
  await expect(page.getByRole('banner')).toContainText(/Windows/);
  await expect(page.getByText(/practice/i)).toHaveCount(0);
}

test('applies to the registry and undoes to absence, and shows Windows on every screen', async () => {
  const { wizard, app } = await open();
  await wizard.heading('symptom').waitFor();
  await expectWindows(app);
  await wizard.goToBackup();
  await expectWindows(app);
  await expect(wizard.row('Current registry values', 'MaxUserPort')).toContainText('not set');
  await wizard.backUp();
  await wizard.back.click();
  await expect(wizard.main).toContainText('reg.exe');
  await expectWindows(app);
  await wizard.next.click();
  await wizard.choices('MaxUserPort').waitFor();
  await wizard.setNumber('MaxUserPort', '65534');
  await expectWindows(app);
  await wizard.goOnToApply();
  expect(await queried('MaxUserPort')).toBeNull();
  await expectWindows(app);

  await wizard.apply.click();
  await wizard.heading('done').waitFor();
  expect(await queried('MaxUserPort')).toBe('REG_DWORD 0xfffe');
  expect(await queried('TcpTimedWaitDelay')).toBeNull();
  await expectWindows(app);
  expect((await askedQuestions(app.app)).length).toBe(1);

  await wizard.undo.click();
  await wizard.heading('undone').waitFor();
  expect(await queried('MaxUserPort')).toBeNull();
  await expectWindows(app);

  const files = await regFilesIn(join(app.userData, 'machine', 'backups'));
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const reading = readRegFile(await readFile(file));
    expect(reading.ok && reading.keys[0]?.path).toBe(
      'HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\Tcpip\\Parameters',
    );
  }
});

test('backs up with its own codec where the policy forbids reg.exe, and says so', async () => {
  const forbid = ['reg', 'add', policy, '/v', 'DisableRegistryTools', '/t', 'REG_DWORD', '/d', '1', '/f'];
  await expect.poll(async () => (await runWine(forbid)).code).toBe(0);
  try {
    const { wizard } = await open();
    await wizard.goToBackup();
    await wizard.backUp();
    await wizard.back.click();
    await expect(wizard.main).toContainText('Created with');
    await expect(wizard.main).not.toContainText('reg.exe');
  } finally {
    await runWine(['reg', 'delete', policy, '/v', 'DisableRegistryTools', '/f']);
  }
});

test('reads everything without administrator rights, and refuses the write before anything is touched', async () => {
  const { wizard, app } = await open({ isElevated: false });
  await wizard.goToValue();
  const [backup, ...others] = await ownBackupFiles(app.userData);
  expect([typeof backup, others]).toEqual(['string', []]);
  await wizard.setNumber('MaxUserPort', '65534');
  await wizard.goOnToApply();
  await wizard.apply.click();
  await wizard.failure('Administrator rights are needed').waitFor();
  expect(await queried('MaxUserPort')).toBeNull();
  expect(await askedQuestions(app.app)).toEqual([]);
  expect(await ownBackupFiles(app.userData)).toEqual([backup]);
});

test('counts the sockets of the Windows port table against the range that a Japanese netsh prints', async () => {
  const netshOutput = netshOutputs.find(({ language }) => language === 'Japanese')?.output ?? null;
  const { app } = await open({ netshOutput });
  const legend = app.page.getByRole('complementary').getByRole('list', { name: words.usage.tableLabel });
  const established = async () => {
    const items = await legend.getByRole('listitem').allInnerTexts();
    const text = items.find((item) => item.startsWith(words.usage.states.ESTABLISHED.short)) ?? '0';
    return Number(text.replaceAll(/\D/g, ''));
  };
  await legend.waitFor();
  const before = await established();
  const listener = createServer((socket) => socket.on('error', () => socket.destroy()).resume()).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  let accepted = 0;
  listener.on('connection', () => (accepted += 1));
  // Connections of other programs may end meanwhile: ours alone are as many as are expected in all.
  const count = before + 60;
  const connections = await startWindowsNode(connectionsScript, { args: [String(port), String(count)] });
  try {
    await expect.poll(() => accepted, { timeout: 30_000 }).toBe(count);
    await expect.poll(established, { timeout: 20_000 }).toBeGreaterThanOrEqual(count);
    await expect(app.page.getByRole('complementary', { name: 'Ports in use' })).toContainText('16,384');
  } finally {
    connections.kill();
    await connections.exited;
    connections.forget();
    listener.close();
  }
});

test('admits nobody to the Windows Node without the secret, and nobody twice', async () => {
  server = await startMachineServer(serverScript);
  const { port, secret } = server;
  const stranger = connect(port, '127.0.0.1').resume();
  stranger.write('{"secret":"guessed"}\n{"id":1,"adapter":"registry","method":"readTree","args":[]}\n');
  let received = '';
  stranger.on('data', (bytes) => (received += String(bytes)));
  await once(stranger, 'close');
  expect(received).toBe('');

  const first = connect(port, '127.0.0.1');
  first.write(`${JSON.stringify({ secret })}\n{"id":1,"adapter":"system","method":"describe","args":[]}\n`);
  const [reply] = (await once(first, 'data')) as [Buffer];
  expect(String(reply)).toContain('"id":1');
  const second = connect(port, '127.0.0.1');
  const [refusal] = (await once(second, 'error')) as [NodeJS.ErrnoException];
  expect(refusal.code).toBe('ECONNREFUSED');
  first.destroy();
});
