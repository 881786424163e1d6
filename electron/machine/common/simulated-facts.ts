// What the system tells beside the simulated sockets of a scripted load: requests for a port, processes, and its log.
// Protects: nothing of the computer that this program runs on is asked.
import { failure, success } from '../../contract/errors/result';
import type { AttemptAnswer, Transport } from '../../contract/usage/port-attempt';
import type { Simulated } from '../../contract/usage/usage';
import type { UsageSource } from '../interfaces/usage';

const dayMs = 86_400_000;
const noBufferSpace = '10055';

/** `standing`: how the load stands now. */
export function factsOfSimulation(
  standing: () => Pick<Simulated, 'answers' | 'processes' | 'events'>,
): Required<Pick<UsageSource, 'portAttempt' | 'processInspector' | 'eventLog'>> {
  const request = (transport: Transport, address: string): Promise<AttemptAnswer> => {
    const answer = standing().answers.find((one) => one.transport === transport && one.address === address);
    if (!answer) return Promise.resolve({ kind: 'unknown', detail: `${address} is not simulated` });
    return Promise.resolve(
      answer.port === null ? { kind: 'refused', error: noBufferSpace } : { kind: 'granted', port: answer.port },
    );
  };
  return {
    portAttempt: {
      isSimulated: true,
      bind: request,
      connect: (ip) => request('tcp', ip === 'ipv4' ? '127.0.0.1' : '::1'),
    },
    processInspector: {
      inspect(processIds) {
        const asked = standing().processes.filter(({ processId }) => processIds.includes(processId));
        return Promise.resolve(success(new Map(asked.map((facts) => [facts.processId, facts]))));
      },
    },
    eventLog: {
      read(days) {
        const { events } = standing();
        return Promise.resolve(
          events === null
            ? failure({ code: 'NOT_AVAILABLE_HERE' })
            : success({ events, since: Date.now() - days * dayMs }),
        );
      },
    },
  };
}
