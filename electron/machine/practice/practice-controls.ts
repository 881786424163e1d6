// What a trainer does with the practice machine: restart, reset, its rules, and the load of its sockets.
import { randomUUID } from 'node:crypto';
import { failure, success } from '../../contract/errors/result';
import { isAtLeast } from '../../contract/registry/parameters';
import type { PracticeLoad } from '../../contract/usage/usage';
import type { PortClaims } from '../interfaces/ports';
import type { PracticeControls } from '../interfaces/practice';
import type { Disk } from '../interfaces/storage';
import { attempted } from './attempted';
import { switchOffFaults } from './faults';
import {
  loadState,
  newState,
  rangesAfterStart,
  saveState,
  timeWaitAfterStart,
  whichWindows,
  type PracticeState,
} from './practice-state';

export interface PlayedLoad {
  /** The load that was chosen. */
  load(): PracticeLoad | null;
}

/** Controls of the practice machine kept in `folder`. */
export function practiceControls(
  folder: string,
  disk: Disk,
  readExcluded: PortClaims['excluded'],
): PracticeControls & PlayedLoad {
  /** `bootId`: the start of the machine in which it was first played. */
  let played: { readonly load: PracticeLoad; readonly bootId: string | null } | null = null;
  const update = async (change: (state: PracticeState) => PracticeState) => {
    await saveState(disk, folder, change(await loadState(folder)));
    return success(null);
  };
  return {
    restart: () =>
      attempted('system.restart', () =>
        update((state) => ({
          ...state,
          bootedAt: new Date().toISOString(),
          bootId: randomUUID(),
          effective: rangesAfterStart(state),
          timeWaitSeconds: timeWaitAfterStart(state),
        })),
      ),
    reset: (which) =>
      attempted('registry.write', async () => {
        await switchOffFaults(folder);
        await saveState(disk, folder, newState(which ?? (await loadState(folder).then(whichWindows, () => undefined))));
        // A fresh installation was not restarted.
        played = played && { load: played.load, bootId: null };
        return success(null);
      }),
    load: () => played?.load ?? null,
    play: (load) => void (played = load && { load, bootId: null }),
    simulation: () =>
      attempted('system.read', async () => {
        if (!played) return failure({ code: 'NOT_AVAILABLE_HERE' });
        const { load } = played;
        const { effective, product, version, timeWaitSeconds, bootId, bootedAt } = await loadState(folder);
        const [tcp, udp] = await Promise.all([readExcluded('tcp'), readExcluded('udp')]);
        const firstBootId = played.bootId ?? bootId;
        played = { load, bootId: firstBootId };
        return success({
          load,
          ranges: effective,
          excluded: { tcp: tcp.ok ? tcp.value : null, udp: udp.ok ? udp.value : null },
          timeWaitSeconds,
          product,
          hasEventLog: isAtLeast(version, 6, 0),
          isRestarted: firstBootId !== bootId,
          startedAt: Date.parse(bootedAt),
        });
      }),
    describe: () =>
      attempted('system.read', async () => {
        const state = await loadState(folder);
        const { product, version, timeWaitSeconds, isMaxUserPortHonoured, isWithoutRights } = state;
        return success({
          which: whichWindows(state),
          product,
          version,
          timeWaitSeconds,
          isMaxUserPortHonoured,
          isWithoutRights,
        });
      }),
    setWithoutRights: (isWithoutRights) =>
      attempted('system.read', () => update((state) => ({ ...state, isWithoutRights }))),
    setMaxUserPortHonoured: (isMaxUserPortHonoured) =>
      attempted('system.read', () => update((state) => ({ ...state, isMaxUserPortHonoured }))),
  };
}
