// What an evidence file is made of, for tests: a calm computer, changed where the test says so.
import { loadPlainWords } from '../contract/messages/messages';
import type { Evidence } from '../contract/diagnosis/diagnosis';
import type { RecordingLine } from '../contract/recording/recording';
import { known, notAvailable } from '../diagnosis/readings';
import { verdictOf } from '../diagnosis/verdict';
import { evidence, noon, windows11 } from '../diagnosis/verdict.fixture';
import { tcpState } from '../machine/interfaces/usage';
import { portTable } from '../machine/common/port-table.fixture';
import { lineText } from '../recording/lines';
import { composeEvidence, type Gathered } from './compose';
import { socketTables } from './tables';
import { zipOf } from './zip';

export function gathered(of: Evidence = evidence(), over: Partial<Gathered> = {}): Gathered {
  return {
    madeAt: noon,
    writtenBy: 'window',
    machine: {
      kind: 'windows',
      computerName: 'FRONTDESK-07',
      product: 'Windows 11 Pro',
      version: windows11,
      programVersion: '0.3.0',
      userName: 'CONTOSO\\anna.schmidt',
      sessionUser: 'CONTOSO\\anna.schmidt',
    },
    host: { computerName: 'FRONTDESK-07', userName: 'anna.schmidt' },
    diagnosis: { evidence: of, verdict: verdictOf(of) },
    sockets: known(
      socketTables(
        portTable([{ port: 50_001, state: tcpState.ESTABLISHED, processId: 4312 }]),
        new Map([[4312, 'OrderService.exe']]),
      ),
    ),
    history: { events: [], faults: [] },
    ticket: { ...notAvailable, detail: 'no change was made' },
    recording: { ...notAvailable, detail: 'nothing was recorded' },
    raw: notAvailable,
    registry: known(Buffer.from('Windows Registry Editor Version 5.00\r\n')),
    chart: notAvailable,
    ...over,
  };
}

export function recorded(lines: readonly RecordingLine[], name = '2026-06-15.jsonl'): Gathered['recording'] {
  return known([[{ name, bytes: Buffer.from(lines.map(lineText).join('')) }]]);
}

export async function composed(of: Gathered, replaceNames = false) {
  return composeEvidence(of, replaceNames, (await loadPlainWords()).diagnosisWords);
}

/** The bytes of the file. */
export async function fileOf(of: Gathered, replaceNames = false): Promise<Uint8Array> {
  return zipOf((await composed(of, replaceNames)).parts, of.madeAt);
}
