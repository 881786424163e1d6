// The port probe with real sockets of Windows (or Wine): limited, and all closed again, as the port table shows.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { probeTries } from '../../electron/contract/change/effect';
import { rangeNames, rangesOf } from '../../electron/contract/port-ranges/dynamic-ranges';
import { loopbackProbe } from '../../electron/machine/common/loopback-probe';
import { netshPortRange } from '../../electron/machine/windows/netsh/netsh';
import { windowsPortTable } from '../../electron/machine/windows/sockets/port-table';
import { until } from './fixtures/until';

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

/** Fails unless these ports soon have no sockets but the earlier ones; those of other programs disappear by themselves. */
async function expectNoneLeft(ports: readonly number[], before: ReadonlySet<string>): Promise<void> {
  let left: string[] = [];
  await until(
    async () => {
      left = (await sockets())
        .filter(({ local, pair }) => ports.includes(local) && !before.has(pair))
        .map(({ pair, state }) => `${pair} ${state}`);
      return left.length === 0;
    },
    { timeoutMs: 2_000, message: () => left.join(', ') },
  );
}

/** Local ports of UDP sockets. */
async function udpPorts(): Promise<number[]> {
  const read = await windowsPortTable().read();
  assert.ok(read.ok && read.value.udp, JSON.stringify(read));
  const { count, localPorts } = read.value.udp;
  return [...localPorts.subarray(0, count)];
}

describe('the port probe', () => {
  for (const name of rangeNames) {
    it(`opens ${probeTries} sockets of ${name} at most, and leaves none of them`, async () => {
      const before = new Set((await sockets()).map(({ pair }) => pair));
      const udpBefore = await udpPorts();
      const { ports, ended, detail } = await loopbackProbe().run(name, [{ start: 1, number: 1 }]);
      assert.equal(ended, 'tries-used', detail);
      assert.equal(ports.length, probeTries);
      if (rangesOf.udp.some((udp) => udp === name)) {
        assert.equal(new Set(ports).size, probeTries);
        const left = async () => (await udpPorts()).filter((port) => ports.includes(port) && !udpBefore.includes(port));
        await until(async () => (await left()).length === 0, {
          timeoutMs: 2_000,
          message: () => 'UDP sockets are left',
        });
      } else await expectNoneLeft(ports, before);
      const ranges = await netshPortRange().read();
      const reading = ranges.ok ? ranges.value[name] : null;
      // Wine's netsh prints no range.
      if (!reading?.known) return;
      const { start, number } = reading.range;
      assert.deepEqual(
        ports.filter((port) => port < start || port >= start + number),
        [],
      );
    });
  }

  it('stops at the first port that it is looking for', async () => {
    const { ports, ended } = await loopbackProbe().run('ipv4Tcp', [{ start: 1025, number: 64511 }]);
    assert.equal(ended, 'new-port-seen');
    assert.ok(ports.length <= 5);
  });
});
