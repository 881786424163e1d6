import { describe, expect, it } from 'vitest';
import { restartReasons, type Lever, type NextStep, type Owner } from '../../electron/contract/diagnosis/verdict';
import { pageActions } from './page-actions';

const owner: Owner = {
  kind: 'program',
  processId: 4312,
  processIds: [4312],
  name: 'OrderService.exe',
  path: null,
  company: null,
  services: [],
};
const here = { canOpenTools: true, canRestart: true };
const elsewhere = { canOpenTools: false, canRestart: false };
const levers: readonly Lever[] = ['dynamic-range', 'udp-range', 'MaxUserPort', null];

const kinds = (step: NextStep, abilities = here) => {
  const { primary, others } = pageActions(step, abilities);
  return [primary, ...others].map(({ kind }) => kind);
};

describe('the actions of the first page', () => {
  it('copy the details of a program, and open Task Manager beside it, where there is one', () => {
    const step = { code: 'copy-process-details', owner } as const;
    expect(pageActions(step, here)).toEqual({
      primary: { kind: 'copy-process-details', owner },
      others: [{ kind: 'open-task-manager' }],
    });
    expect(kinds(step, elsewhere)).toEqual(['copy-process-details']);
  });

  it('open Services for a service, or copy its name where there is no such tool', () => {
    const step = { code: 'restart-service', owner } as const;
    expect(kinds(step)).toEqual(['open-services', 'copy-process-details']);
    expect(kinds(step, elsewhere)).toEqual(['copy-services', 'copy-process-details']);
  });

  it.each(restartReasons)('restart the computer, or say how, because of %s', (why) => {
    expect(kinds({ code: 'restart-computer', why, owner })).toEqual(['restart', 'copy-process-details']);
    expect(kinds({ code: 'restart-computer', why, owner: null })).toEqual(['restart']);
    expect(kinds({ code: 'restart-computer', why, owner: null }, elsewhere)).toEqual(['copy-instructions']);
  });

  it.each(['reuse-connections', 'widen', 'move-excluded'] as const)('lead on to the change for %s', (code) => {
    for (const lever of levers) expect(kinds({ code, lever, addsPorts: true })).toEqual(['change']);
  });

  it.each([
    ['watch', 'notify'],
    ['look-elsewhere', 'notify'],
    ['measure-as-administrator', 'measure-as-administrator'],
    ['measure', 'check-again'],
  ] as const)('for %s are: %s', (code, primary) => {
    expect(kinds({ code })).toEqual([primary]);
  });

  it('watch the trend whether it is being watched or was measured once', () => {
    for (const remainingMs of [70_000, null]) expect(kinds({ code: 'watch-trend', remainingMs })).toEqual(['notify']);
  });

  it('copy the command that the system has, or what is to be done', () => {
    const command = { command: 'netstat -ano', listsBound: false };
    expect(pageActions({ code: 'see-bound', command }, here).primary).toEqual({
      kind: 'copy-command',
      command: 'netstat -ano',
    });
    expect(kinds({ code: 'see-bound', command: null })).toEqual(['copy-instructions']);
    expect(kinds({ code: 'check-excluded', command: 'netsh' })).toEqual(['copy-command']);
    expect(kinds({ code: 'check-excluded', command: null })).toEqual(['copy-instructions']);
  });

  it('copy the details of who has to use fewer ports, without Task Manager', () => {
    expect(kinds({ code: 'use-fewer-ports', owner })).toEqual(['copy-process-details']);
    expect(kinds({ code: 'use-fewer-ports', owner: null })).toEqual(['notify']);
  });
});
