// What Windows tells of single processes: since when they run, from which file, whose program it is, their handles, their services.
// Protects: what Windows refuses for one process is unknown for that one; a process that has ended is not among the answers.
// No file is opened but on a drive of this computer: a program of somebody else must not have us log on to their server.
import { failure, success } from '../../../contract/errors/result';
import { onOneLine } from '../../../contract/text/kept-text';
import type { ProcessFacts } from '../../../contract/usage/process-facts';
import type { ProcessInspector } from '../../interfaces/processes';
import { errorFromException, windowsError } from '../win32/windows-error';
import { wide, type Handle, type Ref } from '../win32/win32-api';
import { loadProcessApi, type ProcessApi } from './process-api';
import { servicesByProcess } from './services';

const stillActive = 259;
const longestPath = 32_767;
const largestVersionBlock = 1024 * 1024;
/** Characters (UTF-16 units) of a company's name that are kept. */
const longestCompany = 256;
/** DRIVE_UNKNOWN, DRIVE_NO_ROOT_DIR and DRIVE_REMOTE. */
const foreignDrives: readonly number[] = [0, 1, 4];
/** 100 ns from 1601 to 1970. */
const epoch = 116_444_736_000_000_000n;

export function windowsProcessInspector(load: () => Promise<ProcessApi> = loadProcessApi): ProcessInspector {
  /** Companies by path: the file of a running program cannot be replaced. */
  const companies = new Map<string, string | null>();
  return {
    async inspect(processIds) {
      try {
        const api = await load();
        const services = await servicesByProcess(api);
        const facts = new Map<number, ProcessFacts>();
        for (const processId of new Set(processIds)) {
          const own = services && (services.get(processId) ?? []);
          const seen = look(api, processId, companies);
          if (seen) facts.set(processId, { processId, services: own, ...seen });
        }
        return success(facts);
      } catch (exception) {
        return failure(errorFromException('port-table.read', exception));
      }
    },
  };
}

type Seen = Pick<ProcessFacts, 'startedAt' | 'path' | 'company' | 'handles'>;
const unknown: Seen = { startedAt: null, path: null, company: null, handles: null };

/** Null when there is no such process. */
function look(api: ProcessApi, processId: number, companies: Map<string, string | null>): Seen | null {
  const opened = api.openProcess(processId);
  // ERROR_INVALID_PARAMETER is what Windows answers for a process that does not exist.
  if (Number(opened) === 0) return api.getLastError() === windowsError.INVALID_PARAMETER ? null : unknown;
  try {
    const code: Ref = [0];
    // A handle of somebody else keeps the number of an ended process alive.
    if (api.exitCode(opened, code) !== 0 && code[0] !== stillActive) return null;
    const path = pathOf(api, opened);
    const count: Ref = [0];
    return {
      startedAt: startOf(api, opened),
      path,
      company: path === null ? null : companyOf(api, path, companies),
      // No process runs without one: 0 is what a system says that does not count them (Wine).
      handles: api.handleCount(opened, count) === 0 || count[0] === 0 ? null : count[0],
    };
  } finally {
    api.closeHandle(opened);
  }
}

function startOf(api: ProcessApi, opened: Handle): number | null {
  const times = Buffer.alloc(32);
  if (api.processTimes(opened, times) === 0) return null;
  const start = times.readBigUInt64LE();
  return start === 0n ? null : Number((start - epoch) / 10_000n);
}

function pathOf(api: ProcessApi, opened: Handle): string | null {
  const path = Buffer.alloc(longestPath * 2);
  const length: Ref = [longestPath];
  return api.imageName(opened, path, length) === 0 ? null : path.toString('utf16le', 0, length[0] * 2);
}

function companyOf(api: ProcessApi, path: string, companies: Map<string, string | null>): string | null {
  const known = companies.get(path);
  if (known !== undefined) return known;
  const company = isOnOwnDrive(api, path) ? readCompany(api, wide(path)) : null;
  companies.set(path, company);
  return company;
}

/** Neither a path of a server nor a drive that is on one, or that Windows does not know. */
function isOnOwnDrive(api: ProcessApi, path: string): boolean {
  return /^[A-Za-z]:\\/.test(path) && !foreignDrives.includes(api.driveType(wide(path.slice(0, 3))));
}

function readCompany(api: ProcessApi, path: Buffer): string | null {
  const size = api.versionSize(path);
  if (size === 0 || size > largestVersionBlock) return null;
  const info = Buffer.alloc(size);
  if (api.versionInfo(path, size, info) === 0) return null;
  const [language, codePage] = api.versionTranslation(info);
  if (language === undefined || codePage === undefined) return null;
  const block = `${hex(language)}${hex(codePage)}`;
  const company = api.versionText(info, wide(`\\StringFileInfo\\${block}\\CompanyName`)) ?? '';
  // Whoever made the file wrote it.
  return onOneLine(company.slice(0, longestCompany)).trim() || null;
}

function hex(number: number): string {
  return number.toString(16).padStart(4, '0');
}
