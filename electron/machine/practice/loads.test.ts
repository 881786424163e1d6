import { describe, expect, it } from 'vitest';
import { tcpState } from '../interfaces/usage';
import type { Simulation } from '../interfaces/practice';
import { simulatedLoad } from './loads';
import { simulationOf } from './simulation.fixture';
import type { PracticeLoad } from '../../contract/usage/usage';

const range = { start: 1025, number: 3976 };

function running(load: PracticeLoad, on = range, over: Partial<Simulation> = {}) {
  let time = 0;
  const source = simulatedLoad({ ...simulationOf(load, on), ...over }, () => time);
  const after = async (seconds: number) => {
    for (let left = seconds; left > 0; left -= 5) {
      time += Math.min(5, left) * 1000;
      await source.portTable.read();
    }
    const read = await source.portTable.read();
    if (!read.ok) throw new Error(read.error.code);
    const states = [...read.value.states.subarray(0, read.value.count)];
    const count = (state: number) => states.filter((each) => each === state).length;
    return { total: read.value.count, count, table: read.value };
  };
  return { source, after };
}

describe('scripted loads', () => {
  it('stay low when idle', async () => {
    const { total } = await running('idle').after(600);
    expect(total).toBeGreaterThan(20);
    expect(total).toBeLessThan(range.number * 0.2);
  });

  it('rise by twelve a second in a leak until no port is left, then refuse connections', async () => {
    const { source, after } = running('leak');
    const [first, second] = [await after(60), await after(60)];
    expect(second.total - first.total).toBeGreaterThan(650);
    expect(second.count(tcpState.CLOSE_WAIT)).toBeGreaterThan(second.count(tcpState.ESTABLISHED));
    expect(source.simulated?.().refused).toBe(0);
    expect((await after(400)).total).toBe(range.number);
    expect(source.simulated?.().refused).toBeGreaterThan(0);
  });

  it('leak far longer in a wider range', async () => {
    const { source, after } = running('leak', { start: 1025, number: 64510 });
    expect((await after(520)).total).toBeLessThan(64510 * 0.15);
    expect(source.simulated?.().refused).toBe(0);
  });

  it('leave ports in TIME_WAIT after a burst that belong to no process, and subside', async () => {
    const { after } = running('burst');
    const high = await after(25);
    expect(high.count(tcpState.TIME_WAIT)).toBeGreaterThan(1500);
    const waiting = high.table.states.indexOf(tcpState.TIME_WAIT);
    expect(high.table.processIds[waiting]).toBe(0);
  });

  it('begin an exhaustion nearly full and refuse connections soon after', async () => {
    const { source, after } = running('exhaustion');
    expect((await after(1)).total).toBeGreaterThan(range.number * 0.75);
    expect(source.simulated?.().refused).toBe(0);
    expect((await after(9)).total).toBe(range.number);
    expect(source.simulated?.().refused).toBeGreaterThan(10);
  });

  it('relieve an exhaustion for a while in a range that is wider than any default', async () => {
    const { source, after } = running('exhaustion', { start: 1025, number: 64510 });
    expect((await after(1)).total).toBeLessThan(64510 * 0.25);
    expect((await after(30)).total).toBeLessThan(64510 * 0.5);
    expect(source.simulated?.().refused).toBe(0);
  });

  it('continue after a suspension instead of catching up', async () => {
    let time = 0;
    const source = simulatedLoad(simulationOf('leak', range), () => time);
    time = 3_600_000;
    const read = await source.portTable.read();
    expect(read.ok && read.value.count).toBeLessThan(450);
  });
});
