import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Culprit, Owner } from '../../electron/contract/diagnosis/verdict';
import { startTranslations } from '../app/i18n';
import { formatsFor } from '../text/format';
import { processDetails } from './process-details';

beforeAll(startTranslations);

const formats = { ...formatsFor('en-US'), moment: () => 'noon' };
const context = { computer: 'PC-4711', measuredAt: 0 };
const owner: Owner = {
  kind: 'service',
  processId: 1240,
  processIds: [1240],
  name: 'svchost.exe',
  path: 'C:\\Windows\\System32\\svchost.exe',
  company: 'Microsoft Corporation',
  services: [
    { name: 'Dnscache', displayName: 'DNS Client', isStoppable: false },
    { name: 'WinRM', displayName: 'WinRM', isStoppable: true },
  ],
};

describe('the details of a process', () => {
  it('name everything that is known of it', () => {
    const culprit: Culprit = { ...owner, ports: 8900, growth: 41.6, handles: 12_000 };
    expect(processDetails(owner, culprit, context, formats, i18next.t).split('\n')).toEqual([
      'Program: svchost.exe',
      'Process ID: 1240',
      'Path: C:\\Windows\\System32\\svchost.exe',
      'Publisher: Microsoft Corporation',
      "Services: DNS Client (Dnscache), which can't be stopped; WinRM",
      'Ports in use: 8,900',
      'Growth: 42 a minute',
      'Open handles: 12,000',
      'Computer: PC-4711',
      'Measured: noon',
    ]);
  });

  it('say of what is not known that it is unknown, never 0, and take no figures of another process', () => {
    const gone: Owner = { ...owner, kind: 'gone', name: null, path: null, company: null, services: [] };
    const another: Culprit = { ...owner, processId: 7, ports: 8900, growth: 42, handles: 12_000 };
    for (const culprit of [null, another])
      expect(processDetails(gone, culprit, context, formats, i18next.t).split('\n')).toEqual([
        'Program: unknown (has ended)',
        'Process ID: 1240',
        'Path: unknown',
        'Publisher: unknown',
        'Ports in use: unknown',
        'Growth: unknown',
        'Open handles: unknown',
        'Computer: PC-4711',
        'Measured: noon',
      ]);
  });

  it('have one line for each name, whatever a program calls itself', () => {
    const forged: Owner = {
      ...owner,
      kind: 'program',
      name: 'a.exe\r\nOpen handles: 0',
      path: 'C:\\a\u2028b.exe',
      company: 'Contoso\nPorts in use: 0\u202e',
      services: [{ name: 'a\nb', displayName: 'a\nb', isStoppable: true }],
    };
    expect(processDetails(forged, null, context, formats, i18next.t).split(/[\r\n\u2028]/u)).toEqual([
      'Program: a.exe Open handles: 0',
      'Process ID: 1240',
      'Path: C:\\a b.exe',
      'Publisher: Contoso Ports in use: 0 ',
      'Services: a b',
      'Ports in use: unknown',
      'Growth: unknown',
      'Open handles: unknown',
      'Computer: PC-4711',
      'Measured: noon',
    ]);
  });

  it('list every process of the same program', () => {
    const family: Owner = { ...owner, processIds: [1240, 1300, 1410] };
    expect(processDetails(family, null, context, formats, i18next.t)).toContain('Process ID: 1240, 1300, 1410');
  });
});
