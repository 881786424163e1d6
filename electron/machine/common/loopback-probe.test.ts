// The probe with real sockets of this computer: bounded, within the range of the system, and everything closed afterwards.
import { describe, expect, it } from 'vitest';
import { probeTries } from '../../contract/change/effect';
import { linuxComputer } from '../linux/this-computer';
import { loopbackProbe } from './loopback-probe';
import type { ProbeRun } from '../interfaces/ports';

async function systemRange() {
  const ranges = await linuxComputer.portRange.read();
  if (!ranges.ok || !ranges.value.ipv4Tcp.known) throw new Error('the range of this system is not known');
  const { start, number } = ranges.value.ipv4Tcp.range;
  return { start, number, last: start + number - 1 };
}

/** The sockets of this computer, each as its two ports with its state. */
async function sockets(): Promise<{ local: number; pair: string; state: number }[]> {
  const read = await linuxComputer.portTable.read();
  if (!read.ok) throw new Error(read.error.code);
  const { count, localPorts, remotePorts, states } = read.value;
  return Array.from(states.subarray(0, count), (state, row) => ({
    local: localPorts[row] ?? 0,
    pair: `${localPorts[row]}-${remotePorts[row]}`,
    state,
  }));
}

/** What the work leaves on these ports; sockets of other programs were there before, or go by themselves. */
async function leftBy(work: () => Promise<ProbeRun>): Promise<ProbeRun & { left: () => Promise<number[]> }> {
  const before = new Set((await sockets()).map(({ pair }) => pair));
  const run = await work();
  const left = async () =>
    (await sockets())
      .filter(({ local, pair }) => run.ports.includes(local) && !before.has(pair))
      .map(({ state }) => state);
  return { ...run, left };
}

/** Of this process. */
const openUdpSockets = () => process.getActiveResourcesInfo().filter((resource) => resource === 'UDPWrap').length;

describe.runIf(process.platform === 'linux')('a probe with real connections', () => {
  it("opens no more than its tries, all from the system's range, and leaves none of them, not even in TIME_WAIT", async () => {
    const { start, last } = await systemRange();
    const { ports, ended, left } = await leftBy(() => loopbackProbe().run('ipv4Tcp', [{ start: 1, number: 1 }]));
    expect(ended).toBe('tries-used');
    expect(ports).toHaveLength(probeTries);
    // To different listeners a system may lend the same port twice.
    expect(new Set(ports).size).toBeGreaterThan(probeTries / 2);
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(start);
    expect(Math.max(...ports)).toBeLessThanOrEqual(last);
    await expect.poll(left).toEqual([]);
  });

  it('stops as soon as it has seen a port above a limit inside the range', async () => {
    const { start, number, last } = await systemRange();
    const limit = start + Math.floor(number / 2);
    const { ports, ended, left } = await leftBy(() =>
      loopbackProbe().run('ipv4Tcp', [{ start: limit + 1, number: last - limit }]),
    );
    expect(ended).toBe('new-port-seen');
    expect(ports.some((port) => port > limit)).toBe(true);
    expect(ports.length).toBeLessThan(probeTries);
    await expect.poll(left).toEqual([]);
  });

  it('works on ::1 too', async () => {
    const { start, number } = await systemRange();
    const { ports, ended, detail, left } = await leftBy(() => loopbackProbe().run('ipv6Tcp', [{ start, number }]));
    if (ended === 'failed' || ended === 'no-port-left') {
      // IPv6 is switched off here: it is told, and nothing was opened.
      expect(detail).toMatch(/EADDRNOTAVAIL|EAFNOSUPPORT/);
      expect(ports).toEqual([]);
      return;
    }
    expect(ended).toBe('new-port-seen');
    await expect.poll(left).toEqual([]);
  });

  it.each(['ipv4Udp', 'ipv6Udp'] as const)(
    "binds UDP sockets (%s) to ports from the system's range, each another one, and leaves none of them",
    async (name) => {
      const { start, last } = await systemRange();
      const before = openUdpSockets();
      const run = loopbackProbe().run(name, [{ start: 1, number: 1 }]);
      expect(openUdpSockets()).toBeGreaterThan(before);
      const { ports, ended, detail } = await run;
      if (ended === 'failed' || ended === 'no-port-left') {
        expect(detail).toMatch(/EADDRNOTAVAIL|EAFNOSUPPORT/);
        expect(name).toBe('ipv6Udp');
        return;
      }
      expect(ended).toBe('tries-used');
      expect(new Set(ports).size).toBe(probeTries);
      expect(Math.min(...ports)).toBeGreaterThanOrEqual(start);
      expect(Math.max(...ports)).toBeLessThanOrEqual(last);
      await expect.poll(openUdpSockets).toBe(before);
    },
  );

  it('ends when its time is up, with everything closed', async () => {
    const { ended, left } = await leftBy(() =>
      loopbackProbe({ tries: 1_000_000, milliseconds: 60 }).run('ipv4Tcp', []),
    );
    expect(ended).toBe('out-of-time');
    await expect.poll(left).toEqual([]);
  }, 20_000);
});
