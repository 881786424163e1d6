import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must, openOffice, type Office } from './handlers.fixture';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const rules = () => must(office.handlers['practice.read']({}));

describe('the practice machine', () => {
  it('is reset to another Windows only when the person agrees', async () => {
    const before = await rules();
    office.answer = () => Promise.resolve(false);
    expect(await office.handlers['practice.reset']({ which: 'nt4' })).toMatchObject({
      ok: false,
      error: { code: 'NOT_CONFIRMED' },
    });
    expect(await rules()).toEqual(before);
    office.answer = () => Promise.resolve(true);
    await must(office.handlers['practice.reset']({ which: 'nt4' }));
    expect((await rules()).which).toBe('nt4');
    await must(office.handlers['practice.reset']({ which: null }));
    expect((await rules()).which).toBe('nt4');
  });

  it('follows its rules, which a reset forgets', async () => {
    await must(office.handlers['practice.reset']({ which: 'windows11' }));
    await must(office.handlers['practice.set-without-rights']({ isOn: true }));
    await must(office.handlers['practice.set-max-user-port-honoured']({ isOn: false }));
    expect(await rules()).toEqual({ which: 'windows11', isWithoutRights: true, isMaxUserPortHonoured: false });
    expect((await must(office.handlers['machine.describe']({}))).isElevated).toBe(false);
    await must(office.handlers['practice.reset']({ which: null }));
    expect(await rules()).toEqual({ which: 'windows11', isWithoutRights: false, isMaxUserPortHonoured: true });
  });
});
