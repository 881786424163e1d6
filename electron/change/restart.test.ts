// Whether a change is told as in effect, waiting or not known, when clock, counter and identity of the start disagree.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BootIdentity } from '../contract/machine/boot-identity';
import { loadWords } from '../contract/messages/messages';
import { linuxBootIdentity } from '../machine/linux/boot-identity';
import { readInvocation } from '../cli/arguments';
import { carryOutCommand } from '../cli/commands';
import { answerLines, answerSummary } from '../cli/text';
import { noTicketOptions } from '../contract/ticket/ticket';
import { must, openOffice, type Office } from '../ipc/handlers/handlers.fixture';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

/** From now on the machine tells this of its start, whatever is true. */
function tell(told: { readonly boot?: BootIdentity; readonly bootedAt?: string }) {
  const { system } = office.practice;
  const describe = system.describe.bind(system);
  vi.spyOn(system, 'describe').mockImplementation(async () => {
    const answer = await describe();
    return answer.ok ? { ok: true, value: { ...answer.value, ...told } } : answer;
  });
}

async function run(line: string) {
  const invocation = readInvocation(line.split(' '));
  if (invocation.kind !== 'run') throw new Error(JSON.stringify(invocation));
  const { exitCode, answer } = await carryOutCommand(office.services, invocation.request);
  const value = await must(Promise.resolve(answer));
  const words = await loadWords();
  return { exitCode, value, text: [...answerLines(words, value), answerSummary(words, value)].join('\n') };
}

const two = (kernel: string, smss: string): BootIdentity => [
  { source: 'kernel-boot-id', value: kernel },
  { source: 'smss-created', value: smss },
];
const untold = 'unknown whether Windows was restarted since';

describe('a change of values', () => {
  it.each([
    ['a corrected clock', '2031-01-01T00:00:00.000Z'],
    ['a paused virtual machine, whose start seems to be later', new Date(Date.now() + 3_600_000).toISOString()],
    ['a clock that was set back', '2001-01-01T00:00:00.000Z'],
  ])('keeps waiting for the restart after %s', async (_, bootedAt) => {
    await run('apply --max-user-port 65534 --yes --accept-side-effects');
    tell({ bootedAt });
    const verified = await run('verify');
    expect(verified).toMatchObject({
      exitCode: 3010,
      value: {
        value: { verdict: 'waiting-for-restart', proof: { wasRestarted: false, probe: 'waiting-for-restart' } },
      },
    });
  });

  it('was never in effect where it is undone before the restart, and needs none then', async () => {
    await run('apply --max-user-port 65534 --time-wait-delay 30 --yes --accept-side-effects');
    const undone = await run('undo --yes');
    expect(undone).toMatchObject({ exitCode: 0, value: { value: { verdict: 'never-in-effect' } } });
    expect(undone.text).toContain('the change was undone before it took effect; no restart is needed');
    expect(await run('verify')).toMatchObject({ exitCode: 0, value: { value: { verdict: 'never-in-effect' } } });
    const id = undone.value.kind === 'outcome' ? undone.value.value.record.id : '';
    const ticket = await must(office.handlers['ticket.make']({ id, options: noTicketOptions }));
    expect(ticket.text).toContain('Restart needed: no; what was undone was never in effect');
    expect(ticket.text).toContain('Result: unchanged; the change was undone before it took effect');
  });

  it('waits for the restart where it is undone after one, and where an earlier one waits still', async () => {
    await run('apply --max-user-port 65534 --yes --accept-side-effects');
    await office.practice.practice?.restart();
    expect(await run('undo --yes')).toMatchObject({ exitCode: 3010 });
    await run('apply --max-user-port 60000 --yes --accept-side-effects');
    expect(await run('undo --yes')).toMatchObject({
      exitCode: 3010,
      value: { value: { verdict: 'waiting-for-restart' } },
    });
  });

  it('waits for the restart where it is undone to what somebody else stored, perhaps since the start', async () => {
    const { registry } = office.practice;
    expect(await registry.readValue('MaxUserPort')).toEqual({ ok: true, value: null });
    await registry.writeValue({ name: 'MaxUserPort', type: 4, data: Uint8Array.from([0xfe, 0xff, 0, 0]) });
    await run('apply --max-user-port 40000 --yes --accept-side-effects');
    expect(await run('undo --yes')).toMatchObject({
      exitCode: 3010,
      value: { value: { verdict: 'waiting-for-restart' } },
    });
  });

  it('is in effect after a restart that the clock denies', async () => {
    await run('apply --max-user-port 65534 --yes --accept-side-effects');
    await must(office.handlers['practice.restart']({}));
    tell({ bootedAt: '2001-01-01T00:00:00.000Z' });
    expect(await run('verify')).toMatchObject({
      exitCode: 0,
      value: { value: { verdict: 'took-effect', proof: { wasRestarted: true } } },
    });
  });

  it('is unknown where two sources disagree, in every text and with exit code 1', async () => {
    tell({ boot: two('41', 'a') });
    await run('apply --time-wait-delay 30 --yes');
    vi.restoreAllMocks();
    tell({ boot: two('42', 'a') });
    const verified = await run('verify');
    expect(verified).toMatchObject({
      exitCode: 1,
      value: { value: { verdict: 'not-known', proof: { wasRestarted: null, rows: [{ verdict: 'not-known' }] } } },
    });
    expect(verified.text.split('\n').filter((line) => line.includes(untold))).toHaveLength(2);
    const status = await run('status');
    expect(status).toMatchObject({
      exitCode: 0,
      value: { value: { lastChange: { verdict: 'not-known', wasRestarted: null } } },
    });
    expect(status.text).toContain(untold);
    vi.restoreAllMocks();
    tell({ boot: two('42', 'b') });
    const restarted = await run('verify');
    expect(restarted).toMatchObject({
      exitCode: 0,
      value: { value: { verdict: 'not-known', proof: { wasRestarted: true } } },
    });
    expect(restarted.text).not.toContain(untold);
  });

  it('is waiting right after it was made, even where Windows reports nothing about its start, and unknown later', async () => {
    tell({ boot: [] });
    expect(await run('apply --max-user-port 65534 --yes --accept-side-effects')).toMatchObject({
      exitCode: 3010,
      value: { value: { verdict: 'waiting-for-restart', wasRestarted: false } },
    });
    expect(await run('verify')).toMatchObject({
      exitCode: 1,
      value: { value: { verdict: 'not-known', effectiveRange: { start: 1025, last: 5000 } } },
    });
  });

  it('is in effect by its range, even where the restart is unknown', async () => {
    tell({ boot: [] });
    await run('apply --max-user-port 65534 --yes --accept-side-effects');
    await must(office.handlers['practice.restart']({}));
    const verified = await run('verify');
    expect(verified).toMatchObject({
      exitCode: 0,
      value: { value: { verdict: 'took-effect', proof: { wasRestarted: null, probe: 'done' } } },
    });
  });
});

describe('the identity of a Linux start', () => {
  it.runIf(process.platform === 'linux')('is read from the kernel, the same each time', async () => {
    const [first, ...more] = await linuxBootIdentity();
    expect(first).toMatchObject({
      source: 'linux-boot-id',
      value: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
    });
    expect(more).toEqual([]);
    expect(await linuxBootIdentity()).toEqual([first]);
  });

  it('is empty where the file is missing or contains something else', async () => {
    expect(await linuxBootIdentity('/no/such/file')).toEqual([]);
    expect(await linuxBootIdentity(import.meta.filename)).toEqual([]);
  });
});
