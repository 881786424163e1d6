// The dynamic port ranges, as netsh tells and sets them (Vista, Server 2008 and later).
// Protects: nothing is set without administrator rights; an answer that is not understood is passed on as text instead of numbers.
import {
  rangeParts,
  type PortRanges,
  type RangeName,
  type RangeReading,
} from '../../../contract/port-ranges/dynamic-ranges';
import { failure, success, type Result } from '../../../contract/errors/result';
import type { ExcludedRangeReader, PortRangeControl } from '../../interfaces/ports';
import { readDynamicPortText } from './dynamic-port-text';
import { isProcessElevated } from '../win32/process-elevation';
import { readExcludedRangesText } from './excluded-ranges-text';
import { runProgram, type ProgramRun, type RunProgram } from '../win32/run-program';
import { systemProgram } from '../win32/system-folder';
import { loadWin32 } from '../win32/win32-api';
import { errorFromException } from '../win32/windows-error';

const timeoutMs = 15_000;
/** CP_OEMCP: the code page in which console programs of this machine write. */
const oemCodePage = 1;

/** What the tests put in the place of the real parts. */
export interface NetshParts {
  readonly run: RunProgram;
  readonly programPath: () => Promise<string>;
  readonly decode: (bytes: Uint8Array) => Promise<string>;
  readonly isElevated: () => Promise<boolean>;
}

const realParts: NetshParts = {
  run: runProgram,
  programPath: () => systemProgram('netsh.exe'),
  decode: oemText,
  isElevated: async () => isProcessElevated(await loadWin32()),
};

/** The four ranges. Reading fails with MACHINE_FAILED only when netsh cannot be started. */
export function netshPortRange(parts: NetshParts = realParts): PortRangeControl {
  return {
    async read(): Promise<Result<PortRanges>> {
      try {
        const netsh = await parts.programPath();
        const range = async (name: RangeName) => {
          const { ip, transport } = rangeParts[name];
          return readingOf(
            await parts.run(netsh, ['int', ip, 'show', 'dynamicport', transport], timeoutMs),
            parts.decode,
          );
        };
        const [ipv4Tcp, ipv4Udp, ipv6Tcp, ipv6Udp] = await Promise.all([
          range('ipv4Tcp'),
          range('ipv4Udp'),
          range('ipv6Tcp'),
          range('ipv6Udp'),
        ]);
        return success({ ipv4Tcp, ipv4Udp, ipv6Tcp, ipv6Udp });
      } catch (exception) {
        return failure(errorFromException('port-range.read', exception));
      }
    },
    async write(name, { start, number }) {
      try {
        if (!(await parts.isElevated())) return failure({ code: 'NOT_ELEVATED', action: 'port-range.write' });
        const { ip, transport } = rangeParts[name];
        const args = ['int', ip, 'set', 'dynamicport', transport, `start=${asPort(start)}`, `num=${asPort(number)}`];
        const { exitCode, stdout, stderr } = await parts.run(await parts.programPath(), args, timeoutMs);
        if (exitCode === 0) return success(null);
        const said = (await parts.decode(Buffer.concat([stdout, stderr]))).trim();
        const ended = exitCode === null ? 'netsh did not answer in time' : `netsh ended with ${exitCode}`;
        return failure({
          code: 'MACHINE_FAILED',
          action: 'port-range.write',
          windowsCode: null,
          detail: `${ended}: ${said}`,
        });
      } catch (exception) {
        return failure(errorFromException('port-range.write', exception));
      }
    },
  };
}

/** The port ranges that Windows assigns to nobody. Fails where netsh fails, or prints something else. */
export function netshExcludedRanges(parts: Omit<NetshParts, 'isElevated'> = realParts): ExcludedRangeReader {
  return {
    async read(name = 'ipv4Tcp') {
      try {
        const { ip, transport } = rangeParts[name];
        const { exitCode, stdout } = await parts.run(
          await parts.programPath(),
          ['int', ip, 'show', 'excludedportrange', transport],
          timeoutMs,
        );
        const ranges = exitCode === 0 ? readExcludedRangesText(stdout) : null;
        if (ranges) return success(ranges);
        return failure({
          code: 'MACHINE_FAILED',
          action: 'port-range.read',
          windowsCode: null,
          detail: (await parts.decode(stdout)).trim(),
        });
      } catch (exception) {
        return failure(errorFromException('port-range.read', exception));
      }
    },
  };
}

/** The limits of netsh are its own to keep: a range from before, with a start below them, is to be put back as it was. */
function asPort(value: number): number {
  if (!Number.isInteger(value) || value < 1 || value > 65535) throw new RangeError(`${value} is no port`);
  return value;
}

async function readingOf(
  { exitCode, stdout, stderr }: ProgramRun,
  decode: NetshParts['decode'],
): Promise<RangeReading> {
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
