// The dynamic port ranges in effect, as netsh tells them (Vista, Server 2008 and later).
// Protects: nothing is changed, and an answer that is not understood is passed on as text instead of numbers.
import type { PortRanges, RangeReading } from '../../contract/models';
import { failure, success, type Result } from '../../contract/result';
import type { ExcludedRangeReader, PortRangeReader } from '../machine';
import { readDynamicPortText } from './dynamic-port-text';
import { readExcludedRangesText } from './excluded-ranges-text';
import { runProgram, type ProgramRun, type RunProgram } from './run-program';
import { systemProgram } from './system-folder';
import { loadWin32 } from './win32-api';
import { errorFromException } from './windows-error';

const timeoutMs = 15_000;
/** CP_OEMCP: the code page in which console programs of this machine write. */
const oemCodePage = 1;

/** What the tests put in the place of the real parts. */
export interface NetshParts {
  readonly run: RunProgram;
  readonly programPath: () => Promise<string>;
  readonly decode: (bytes: Uint8Array) => Promise<string>;
}

const realParts: NetshParts = { run: runProgram, programPath: () => systemProgram('netsh.exe'), decode: oemText };

/** The four ranges. Fails with MACHINE_FAILED only when netsh cannot be started. */
export function netshPortRange(parts: NetshParts = realParts): PortRangeReader {
  return {
    async read(): Promise<Result<PortRanges>> {
      try {
        const netsh = await parts.programPath();
        const range = async (ip: 'ipv4' | 'ipv6', protocol: 'tcp' | 'udp') =>
          readingOf(await parts.run(netsh, ['int', ip, 'show', 'dynamicport', protocol], timeoutMs), parts.decode);
        const [ipv4Tcp, ipv4Udp, ipv6Tcp, ipv6Udp] = await Promise.all([
          range('ipv4', 'tcp'),
          range('ipv4', 'udp'),
          range('ipv6', 'tcp'),
          range('ipv6', 'udp'),
        ]);
        return success({ ipv4Tcp, ipv4Udp, ipv6Tcp, ipv6Udp });
      } catch (exception) {
        return failure(errorFromException('port-range.read', exception));
      }
    },
  };
}

/** The ranges of TCP/IPv4 that Windows hands out to nobody. Fails where netsh fails, or prints something else. */
export function netshExcludedRanges(parts: NetshParts = realParts): ExcludedRangeReader {
  return {
    async read() {
      try {
        const { exitCode, stdout } = await parts.run(await parts.programPath(), ['int', 'ipv4', 'show', 'excludedportrange', 'tcp'], timeoutMs);
        const ranges = exitCode === 0 ? readExcludedRangesText(stdout) : null;
        if (ranges) return success(ranges);
        return failure({ code: 'MACHINE_FAILED', action: 'port-range.read', windowsCode: null, detail: (await parts.decode(stdout)).trim() });
      } catch (exception) {
        return failure(errorFromException('port-range.read', exception));
      }
    },
  };
}

async function readingOf({ exitCode, stdout, stderr }: ProgramRun, decode: NetshParts['decode']): Promise<RangeReading> {
  const range = exitCode === 0 ? readDynamicPortText(stdout) : null;
  return range ? { known: true, range } : { known: false, raw: (await decode(Buffer.concat([stdout, stderr]))).trim() };
}

/** Text for the screen: UTF-8 where it is that, the OEM code page otherwise. */
async function oemText(bytes: Uint8Array): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const { multiByteToWideChar } = await loadWin32();
    const text = Buffer.alloc(bytes.length * 2);
    const length = multiByteToWideChar(oemCodePage, 0, bytes, bytes.length, text, bytes.length);
    return text.toString('utf16le', 0, length * 2);
  }
}
