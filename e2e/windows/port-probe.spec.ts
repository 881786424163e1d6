// The port probe with real sockets of Windows (or Wine): bounded, and everything closed, counted through the port table.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { probeTries, type IpVersion } from '../../electron/contract/change/effect';
import { loopbackProbe } from '../../electron/machine/common/loopback-probe';
import { netshPortRange } from '../../electron/machine/windows/netsh/netsh';
import { windowsPortTable } from '../../electron/machine/windows/sockets/port-table';

/** The sockets of this computer, each as its two ports with its state. */
async function sockets(): Promise<{ local: number; pair: string; state: number }[]> {
  const read = await windowsPortTable().read();
  assert.ok(read.ok, JSON.stringify(read));
  const { count, localPorts, remotePorts, states } = read.value;
  return Array.from(states.subarray(0, count), (state, row) => ({
    local: localPorts[row] ?? 0,
    pair: `${localPorts[row]}-${remotePorts[row]}`,
    state,
  }));
}

/** Sockets on these ports that were not there before; those of other programs go by themselves while it looks again. */
async function leftOn(ports: readonly number[], before: ReadonlySet<string>): Promise<string[]> {
  for (let attempt = 1; ; attempt += 1) {
    const left = (await sockets())
      .filter(({ local, pair }) => ports.includes(local) && !before.has(pair))
      .map(({ pair, state }) => `${pair} ${state}`);
    if (left.length === 0 || attempt === 5) return left;
    await new Promise((done) => setTimeout(done, 200));
  }
}

describe('the port probe', () => {
  for (const ip of ['ipv4', 'ipv6'] as const satisfies readonly IpVersion[]) {
    it(`opens ${probeTries} connections over ${ip} at most, and leaves none of them`, async () => {
      const before = new Set((await sockets()).map(({ pair }) => pair));
      const { ports, ended, detail } = await loopbackProbe().run(ip, [{ start: 1, number: 1 }]);
      assert.equal(ended, 'tries-used', detail);
      assert.equal(ports.length, probeTries);
      assert.deepEqual(await leftOn(ports, before), []);
      const ranges = await netshPortRange().read();
      const reading = ranges.ok ? ranges.value[`${ip}Tcp`] : null;
      // Wine's netsh tells no range.
      if (!reading?.known) return;
      const { start, number } = reading.range;
      assert.deepEqual(
        ports.filter((port) => port < start || port >= start + number),
        [],
      );
    });
  }

  it('stops at the first port that it looks for', async () => {
    const { ports, ended } = await loopbackProbe().run('ipv4', [{ start: 1025, number: 64511 }]);
    assert.equal(ended, 'new-port-seen');
    assert.ok(ports.length <= 5);
  });
});
