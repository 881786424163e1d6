import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Handlers } from '../../contract/ipc/calls';
import { table } from '../../contract/ipc/calls.schema';
import { noTicketOptions } from '../../contract/ticket/ticket';
import { must, openOffice, type Office } from './handlers.fixture';

let office: Office;
let handlers: Handlers;
beforeEach(async () => {
  office = await openOffice();
  handlers = office.handlers;
});
afterEach(() => office.close());

async function changed(): Promise<string> {
  const { token } = await must(handlers['plan.create']({ requested: [{ name: 'MaxUserPort', value: 65534 }] }));
  return (await must(handlers['plan.apply']({ token }))).record.id;
}

const options = { requester: 'J. Smith', ticketNumber: 'INC1', leavesOutUserNames: true };

describe('a ticket', () => {
  it('is copied in the requested format, and keeps what was typed while the program is open, but beyond it no number and no name', async () => {
    const id = await changed();
    expect(await must(handlers['ticket.options']({}))).toEqual({ options: noTicketOptions, isDamaged: false });
    await must(handlers['ticket.copy']({ id, options, format: 'markdown' }));
    expect(office.copied).toContain('| Ticket number | INC1 |');
    await must(handlers['ticket.copy']({ id, options, format: 'text' }));
    expect(office.copied).toContain('Requester: J. Smith');
    expect(office.copied).toContain('Operator: left out');
    expect(office.copied).not.toContain('trainee');
    expect(await must(handlers['ticket.options']({}))).toEqual({ options, isDamaged: false });
    await office.reopen();
    expect(await must(office.handlers['ticket.options']({}))).toEqual({
      options: { requester: '', ticketNumber: '', leavesOutUserNames: true },
      isDamaged: false,
    });
    expect(await readFile(join(office.folder, 'ticket-settings.json'), 'utf8')).not.toMatch(/INC1|Smith/);
  });

  it('is saved where the person chose, in each format', async () => {
    const id = await changed();
    const texts = await must(handlers['ticket.make']({ id, options }));
    const content = async (format: 'markdown' | 'text' | 'pdf') => {
      office.chosenFile = join(office.folder, `ticket.${format}`);
      await must(handlers['ticket.save']({ id, options, format }));
      return readFile(office.chosenFile, 'utf8');
    };
    const timeless = (text: string) => text.replace(/Record made.*/, '');
    expect(timeless(await content('markdown'))).toBe(timeless(texts.markdown));
    expect(timeless((await content('text')).replaceAll('\r\n', '\n'))).toBe(timeless(`\ufeff${texts.text}`));
    // The office prints nothing: it keeps the page.
    expect(await content('pdf')).toMatch(/^<!doctype html>[^]*INC1/);
  });

  it('is not saved, and keeps nothing, after a Cancel', async () => {
    const id = await changed();
    const before = await readdir(office.folder);
    expect(await handlers['ticket.save']({ id, options, format: 'pdf' })).toEqual({
      ok: false,
      error: { code: 'NOT_CONFIRMED' },
    });
    expect(await readdir(office.folder)).toEqual(before);
  });

  it('exists for undo and for a failed change, and not for one that never was', async () => {
    const id = await changed();
    const undone = await must(handlers['change.undo']({ id }));
    expect((await must(handlers['ticket.make']({ id: undone.record.id, options }))).text).toContain(
      'Action: earlier change undone',
    );
    expect((await must(handlers['ticket.make']({ id, options }))).text).toContain('Result: undone later');
    await writeFile(
      join(office.folder, 'practice', 'faults.json'),
      JSON.stringify([{ kind: 'access-denied', name: 'MaxUserPort' }]),
    );
    const { token } = await must(handlers['plan.create']({ requested: [{ name: 'MaxUserPort', value: 20000 }] }));
    expect(await handlers['plan.apply']({ token })).toMatchObject({ ok: false, error: { code: 'CHANGE_FAILED' } });
    const [failed] = (await must(handlers['history.read']({}))).entries;
    expect(failed).toMatchObject({ hasTicket: true, undo: 'none', event: { outcome: 'failed' } });
    const ticket = await must(handlers['ticket.make']({ id: failed?.event.changeId ?? '', options }));
    expect(ticket.text).toContain('Result: rolled back');
    expect(await handlers['ticket.make']({ id: '00000000-0000-4000-8000-000000000000', options })).toEqual({
      ok: false,
      error: { code: 'TOKEN_UNKNOWN' },
    });
  });

  it('reports that usage could not be measured, instead of a zero', async () => {
    const id = await changed();
    expect((await must(handlers['ticket.make']({ id, options }))).text).toContain(
      "Port usage couldn't be measured before the change.",
    );
  });

  it('takes only the switch from the settings of an earlier version', async () => {
    await writeFile(join(office.folder, 'ticket-settings.json'), JSON.stringify(options));
    expect(await must(handlers['ticket.options']({}))).toEqual({
      options: { ...noTicketOptions, leavesOutUserNames: true },
      isDamaged: false,
    });
  });

  it.each(['{"leavesOutUserNames":tr', '{"leavesOutUserNames":"yes"}', ''])(
    'leaves user names out and says so when the choice cannot be read: %s',
    async (text) => {
      const file = join(office.folder, 'ticket-settings.json');
      await writeFile(file, text);
      expect(await must(handlers['ticket.options']({}))).toEqual({
        options: { ...noTicketOptions, leavesOutUserNames: true },
        isDamaged: true,
      });
      expect(office.incidents.map(String)).toEqual([expect.stringContaining('the settings of tickets cannot be read')]);
      await must(handlers['ticket.copy']({ id: await changed(), options: noTicketOptions, format: 'text' }));
      expect(await must(handlers['ticket.options']({}))).toEqual({ options: noTicketOptions, isDamaged: false });
    },
  );

  it('reads the choice after a byte order mark', async () => {
    await writeFile(join(office.folder, 'ticket-settings.json'), '\ufeff{"leavesOutUserNames":false}\r\n');
    expect(await must(handlers['ticket.options']({}))).toEqual({ options: noTicketOptions, isDamaged: false });
  });

  it('refuses at the gate what no field can contain', () => {
    const refused = {
      id: '00000000-0000-4000-8000-000000000000',
      options: { ...options, requester: 'a\nb' },
      format: 'text',
    };
    expect(table['ticket.copy'].input.safeParse(refused).success).toBe(false);
    expect(table['ticket.save'].input.safeParse({ ...refused, options, format: 'exe' }).success).toBe(false);
  });
});

describe('the result of a check', () => {
  const read = () => must(handlers['diagnosis.read']({ isFresh: true, reported: '10055' }));

  it('is copied as it was shown, without user names where that was chosen', async () => {
    const { evidence } = await read();
    expect(await handlers['diagnosis.copy']({ takenAt: evidence.takenAt })).toEqual({ ok: true, value: null });
    expect(office.copied).toMatch(/^Port check: result\n\nPRACTICE: [^]*Seen by the user: error 10055/);
    expect(office.copied).toContain('Checked by: trainee');
    await must(handlers['ticket.leave-out-user-names']({ isOn: true }));
    await must(handlers['diagnosis.copy']({ takenAt: evidence.takenAt }));
    expect(office.copied).toContain('Checked by: left out');
    expect(office.copied).not.toContain('trainee');
  });

  it('is refused where it is none of the last, or of another Windows, and nothing is copied', async () => {
    const refused = { ok: false, error: { code: 'RESULT_OUTDATED' } };
    const { evidence } = await read();
    expect(await handlers['diagnosis.copy']({ takenAt: evidence.takenAt + 1 })).toEqual(refused);
    await must(handlers['practice.reset']({ which: 'windows11' }));
    expect(await handlers['diagnosis.copy']({ takenAt: evidence.takenAt })).toEqual(refused);
    expect(office.copied).toBeNull();
  });
});
