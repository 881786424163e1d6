import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { loadWords, type Words } from '../contract/messages/messages';
import { realDisk } from '../machine/common/disk';
import { developmentLocation } from '../machine/windows/elevation/elevation-location';
import type { Machine } from '../machine/interfaces/machine';
import { openPracticeMachine } from '../machine/practice/practice-machine';
import { unmeasuredComputer } from '../machine/practice/unmeasured-computer';
import { installLocationNote } from './install-location';
import { testFolder } from '../machine/common/test-folder.fixture';

const notElevated = { code: 'NOT_ELEVATED', action: 'registry.write' } as const;
let folder: string;
let machine: Machine;
let words: Words;
beforeEach(async () => {
  folder = await testFolder();
  machine = await openPracticeMachine(folder, realDisk, unmeasuredComputer);
  words = await loadWords();
});
const makeUnsafe = () =>
  writeFile(join(folder, 'faults.json'), JSON.stringify([{ kind: 'elevation', how: 'unsafe-place' }]));

it('reports nothing for a folder that only administrators can change', async () => {
  expect(await installLocationNote(machine, words, null)).toBeNull();
  expect(await installLocationNote(machine, words, notElevated)).toBeNull();
});

it('tells a process without rights to install the program or to start it from an elevated terminal', async () => {
  await makeUnsafe();
  expect(await installLocationNote(machine, words, notElevated)).toBe(
    'This copy is where others can change it (C:\\Users\\practice\\Downloads): install it, or start it from an elevated terminal.',
  );
  expect(await installLocationNote(machine, words, { code: 'BUSY' })).toBeNull();
});

it('tells a process with rights in one line where it runs, and one without rights nothing where none are needed', async () => {
  await makeUnsafe();
  expect(await installLocationNote(machine, words, null)).toBe(
    'Started as administrator, from a place that others can change: C:\\Users\\practice\\Downloads',
  );
  await machine.practice?.setWithoutRights(true);
  expect(await installLocationNote(machine, words, null)).toBeNull();
});

it('tells a development run to start from an elevated terminal', async () => {
  const elevation = machine.elevation && {
    ...machine.elevation,
    checkInstallLocation: () => Promise.resolve(developmentLocation('D:\\clone')),
  };
  expect(await installLocationNote({ ...machine, elevation }, words, notElevated)).toBe(
    'This is a development run: start it from an elevated terminal.',
  );
});
