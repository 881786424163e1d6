// What `wevtutil qe System ... /f:xml` prints, byte by byte in the code page named with it.
// Not one was captured by us: all are reconstructed from the event schema and from events as people posted them. The
// names of elements are the same in every language; what differs are computer names, and the text of a refusal.

interface EventLogOutput {
  readonly language: string;
  readonly codePage: string;
  readonly output: Buffer;
  readonly events: readonly { readonly id: number; readonly at: number; readonly source: string }[];
}

/** One event as wevtutil writes it: attributes in single quotes, seven or nine digits behind the seconds, no root. */
export function eventXml(id: number, time: string, computer = 'PC-17.example.com', provider = 'Tcpip'): string {
  return (
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}'/>` +
    `<EventID Qualifiers='32768'>${id}</EventID><Version>0</Version><Level>3</Level><Task>0</Task><Opcode>0</Opcode>` +
    `<Keywords>0x80000000000000</Keywords><TimeCreated SystemTime='${time}'/><EventRecordID>81234</EventRecordID><Correlation/>` +
    `<Execution ProcessID='4' ThreadID='312'/><Channel>System</Channel><Computer>${computer}</Computer><Security/></System>` +
    `<EventData><Data></Data><Binary>0000000001002C0000000000871000C0</Binary></EventData></Event>\r\n`
  );
}

const first = { id: 4231, at: Date.UTC(2026, 5, 14, 8, 12, 45, 123), source: 'Tcpip' };
const second = { id: 4227, at: Date.UTC(2026, 5, 13, 17, 0, 0), source: 'Tcpip' };
const both = (computer?: string) =>
  eventXml(4231, '2026-06-14T08:12:45.1234567Z', computer) + eventXml(4227, '2026-06-13T17:00:00.000000000Z', computer);

// prettier-ignore
export const eventLogOutputs: readonly EventLogOutput[] = [
  { language: 'English', codePage: '437', output: bytes(both()), events: [first, second] },
  { language: 'English, with a declaration', codePage: '437', output: bytes(`<?xml version="1.0" encoding="utf-8"?>\r\n${both()}`), events: [first, second] },
  { language: 'German, computer B\u00dcRO-3', codePage: '850', output: bytes(both('B\x9aRO-3')), events: [first, second] },
  { language: 'French, computer D\u00c9P\u00d4T', codePage: '1252', output: bytes(both('D\xc9P\xd4T')), events: [first, second] },
  { language: 'Russian, computer \u0421\u0415\u0420\u0412\u0415\u0420', codePage: '866', output: bytes(both('\x91\x85\x90\x82\x85\x90')), events: [first, second] },
  { language: 'Japanese, computer \u8868\u793a (its first character ends in a backslash byte)', codePage: '932', output: bytes(both('\x95\x5c\x8e\xa6')), events: [first, second] },
  { language: 'Chinese, computer \u7535\u8111', codePage: '936', output: bytes(both('\xb5\xe7\xc4\xd4')), events: [first, second] },
  { language: 'Korean, computer \ud55c\uae00', codePage: '949', output: bytes(both('\xc7\xd1\xb1\xdb')), events: [first, second] },
  { language: 'German', codePage: '65001 (UTF-8)', output: Buffer.from(both('B\u00dcRO-3'), 'utf8'), events: [first, second] },
  { language: 'German', codePage: 'UTF-16 with a byte order mark', output: Buffer.from(`\ufeff${both('B\u00dcRO-3')}`, 'utf16le'), events: [first, second] },
  { language: 'German', codePage: 'UTF-16 without one', output: Buffer.from(both('B\u00dcRO-3'), 'utf16le'), events: [first, second] },
  { language: 'no event found', codePage: '437', output: bytes(''), events: [] },
];

/** Answers that are no events; all invented. */
// prettier-ignore
export const outputsThatAreNoEvents: readonly { readonly what: string; readonly output: Buffer }[] = [
  { what: 'English words', output: bytes('Failed to open event query.\r\nThe specified channel could not be found.\r\n') },
  { what: 'German words in code page 850', output: bytes('Fehler beim \x99ffnen der Ereignisabfrage. Zugriff verweigert.\r\n') },
  { what: 'Japanese words in code page 932', output: bytes('\x83A\x83N\x83Z\x83X\x82\xaa\x8b\x91\x94\xdb\x82\xb3\x82\xea\x82\xdc\x82\xb5\x82\xbd\x81B\r\n') },
  { what: 'an event that was cut off', output: bytes(both().slice(0, -40)) },
  { what: 'an event and words', output: bytes(`${eventXml(4231, '2026-06-14T08:12:45Z')}The log was cleared.\r\n`) },
  { what: 'another document', output: bytes('<html><body>4231</body></html>') },
  { what: 'an event without a number', output: bytes(eventXml(4231, '2026-06-14T08:12:45Z').replace(/<EventID.*EventID>/, '')) },
  { what: 'an event whose number is a word', output: bytes(eventXml(4231, '2026-06-14T08:12:45Z').replace('>4231<', '>many<')) },
  { what: 'an event without a time', output: bytes(eventXml(4231, 'yesterday')) },
  { what: 'an event without a source', output: bytes(eventXml(4231, '2026-06-14T08:12:45Z').replace(/<Provider[^>]*>/, '')) },
  { what: 'a document type with an entity', output: bytes(`<!DOCTYPE Event [<!ENTITY a "4231">]>${eventXml(4231, '2026-06-14T08:12:45Z')}`) },
];

function bytes(latin1: string): Buffer {
  return Buffer.from(latin1, 'latin1');
}
