// The scenarios in which a worker with administrator rights is killed; they use a real channel.
import { dword } from '../../contract/registry/stored-value';
import type { Disk } from '../../machine/interfaces/storage';
import { openPracticeMachine } from '../../machine/practice/practice-machine';
import { unmeasuredComputer } from '../../machine/practice/unmeasured-computer';
import { runWorker, version } from '../../elevation/run-in-worker.fixture';
import { fingerprint, type WorkerRequest } from '../../elevation/request';
import { serve } from '../../elevation/worker/worker';
import { standingIn } from './after-death.fixture';
import { practiceFolder } from './program.fixture';
import { both, commands, killed, older, type Scenario } from './scenarios.fixture';

const work =
  (requestOf: (userData: string) => Promise<WorkerRequest>): Scenario['act'] =>
  async (userData: string, disk: Disk) => {
    const request = await requestOf(userData);
    return runWorker(async (credentials) => {
      await serve(
        await openPracticeMachine(practiceFolder(userData), disk, unmeasuredComputer, true),
        credentials,
        version,
      );
    }, request);
  };

const change: WorkerRequest = {
  kind: 'change',
  reason: 'apply',
  misspelt: [],
  requested: [
    { name: 'MaxUserPort', value: 20000 },
    { name: 'TcpTimedWaitDelay', value: 30 },
  ],
  shown: fingerprint([
    { name: 'MaxUserPort', before: dword(60000), after: dword(20000) },
    { name: 'TcpTimedWaitDelay', before: { present: false }, after: dword(30) },
  ]),
};
const changing: Scenario = {
  name: 'a change of two values',
  opens: true,
  before: commands(older),
  act: work(() => Promise.resolve(change)),
};

const lastChange = async (userData: string) => (await standingIn(userData)).model.current?.id ?? '';

export const workerScenarios: readonly Scenario[] = [
  changing,
  {
    name: 'an undo',
    opens: true,
    before: commands(older, both),
    act: work(async (userData) => ({ kind: 'undo', id: await lastChange(userData) })),
  },
  {
    name: 'the way back from a change that was cut off after its first value',
    opens: true,
    async before(userData) {
      await commands(older)(userData);
      await killed(changing, userData, { at: 6, how: 'before' });
    },
    act: work(async (userData) => {
      const id = (await standingIn(userData)).model.open[0]?.id ?? '';
      return {
        kind: 'settle',
        id,
        action: 'restore',
        shown: fingerprint([{ name: 'MaxUserPort', before: dword(20000), after: dword(60000) }]),
      };
    }),
  },
  {
    name: 'the deletion of a backup',
    before: commands('backup', older),
    act: work(async (userData) => ({
      kind: 'delete-backup',
      id: [...(await standingIn(userData)).model.backups.keys()][0] ?? '',
    })),
  },
];
