// An event of the history for tests, changed where the test says so.
import type { HistoryEvent } from '../contract/history/history-event';

export function refusedEvent(over: Partial<HistoryEvent> = {}): HistoryEvent {
  return {
    at: '2026-01-02T03:04:05.000Z',
    kind: 'apply',
    outcome: 'refused',
    errorCode: 'BUSY',
    changeId: null,
    changes: [],
    backup: null,
    manifestSha256: null,
    computerName: 'PC',
    userName: 'user',
    programVersion: '1.0.0',
    ...over,
  };
}
