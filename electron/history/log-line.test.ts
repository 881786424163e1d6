// A line of the history as it lies on disk: byte for byte, since every later version has to read it.
import { describe, expect, it } from 'vitest';
import { emptyChain, linesOf, readLine } from './log-line';

const id = '3f0c9a52-7d0e-4a51-9a3c-0d6b7a1c2e4f';

/** With every field that a record can have. */
const kept = `{"sha256":"0f90311afa6e83aa078e2cb724758c353460b37e65bfaf7d6b81cc4ca8c10857","number":1,"previous":"${'0'.repeat(64)}","entry":{"kind":"change-opened","change":{"id":"${id}","reason":"undo","state":"open","reverses":"${id}","startedAt":"2026-03-01T09:30:00.000Z","endedAt":null,"changes":[{"name":"MaxUserPort","before":{"present":false},"after":{"present":true,"type":4,"hex":"feff0000"}},{"name":"Dynamic ports IPv4 TCP","range":"ipv4Tcp","before":{"start":49152,"number":16384},"after":{"start":10000,"number":55535}}],"backup":{"id":"${id}","file":"C:\\\\b\\\\1.reg","folder":"C:\\\\b","createdAt":"2026-03-01T09:30:00.000Z","sizeInBytes":1234,"sha256":"${'0a'.repeat(32)}","valueCount":17,"writtenBy":"reg.exe"},"bootedAt":"2026-03-01T08:00:00.000Z","boot":[{"source":"kernel-boot-id","value":"41"},{"source":"smss-created","value":"133"}],"rangesBefore":{"ipv4Tcp":{"known":true,"range":{"start":49152,"number":16384}},"ipv4Udp":{"known":false,"raw":"?"},"ipv6Tcp":{"known":false,"raw":""},"ipv6Udp":{"known":false,"raw":""}},"computerName":"PC-7","userName":"OFFICE\\\\admin","confirmedBy":"OFFICE\\\\user","programVersion":"0.2.0","ticketNumber":"INC1","measuredBefore":{"usage":{"takenAt":"2026-03-01T09:29:59.000Z","of":"machine","product":"Windows 11 Pro","range":{"start":49152,"number":16384},"usable":16384,"inUse":16000,"timeWait":9000,"busiest":{"address":"10.0.0.7","ports":15000}},"conclusion":"churn","sideEffects":[{"code":"SMALLER_RANGE","severity":"severe","before":16384,"after":100},{"code":"LISTENERS_INSIDE","severity":"warning","total":1,"listeners":[{"port":10001,"processId":7,"name":null}]},{"code":"EXCLUDED_INSIDE","severity":"note","ranges":[{"start":50000,"number":60}],"ports":60},{"code":"EXCLUDED_CUT","severity":"note","ranges":[{"start":9990,"number":60}]},{"code":"NO_BLOCK_FOR_WSL","severity":"note","wsl":"not-seen","largest":1000},{"code":"LOW_RESERVATIONS","severity":"warning","programs":["Docker"],"reserved":100},{"code":"NOT_CHECKED","severity":"warning","what":"listeners"}]}}}}`;

describe('a line of the history', () => {
  it('is read as it was written, and written the same way, with every field that a record can have', () => {
    const entry = (JSON.parse(kept) as { entry: Parameters<typeof linesOf>[0][number] }).entry;
    const { text } = linesOf([entry], emptyChain);
    const line = text.trimEnd();
    expect(line).toBe(kept);
    const reading = readLine(Buffer.from(line));
    if (reading.kind !== 'line' || !reading.entry) throw new Error(reading.kind);
    expect(linesOf([reading.entry], emptyChain).text).toBe(text);
  });
});
