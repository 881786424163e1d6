// Which programs hold a file open, by the Restart Manager of Windows (rstrtmgr.dll), which asks without administrator rights.
// Protects: an answer is a help for people and nothing else; that there is none is no reason to fail.
import type { KoffiFunc } from 'koffi';
import { answered, wide, type Ref } from '../win32/win32-api';

interface RestartManager {
  readonly startSession: KoffiFunc<(session: Ref, flags: number, key: Buffer) => number>;
  readonly registerResources: KoffiFunc<
    (
      session: number,
      files: number,
      paths: Buffer,
      applications: number,
      ids: null,
      services: number,
      names: null,
    ) => number
  >;
  readonly getList: KoffiFunc<
    (session: number, needed: Buffer, count: Buffer, processes: Buffer, reasons: Buffer) => number
  >;
  readonly endSession: KoffiFunc<(session: number) => number>;
  readonly addressOf: (memory: Buffer) => bigint;
}

let loading: Promise<RestartManager> | null = null;

async function load(): Promise<RestartManager> {
  if (process.platform !== 'win32') throw new Error('Windows functions asked for on another system');
  const { default: koffi } = await import('koffi');
  const library = koffi.load('rstrtmgr.dll');
  return {
    startSession: library.func('uint32_t __stdcall RmStartSession(_Out_ uint32_t *session, uint32_t flags, void *key)'),
    registerResources: library.func(
      'uint32_t __stdcall RmRegisterResources(uint32_t session, uint32_t files, void *paths, uint32_t applications, void *ids, uint32_t services, void *names)',
    ),
    getList: library.func(
      'uint32_t __stdcall RmGetList(uint32_t session, void *needed, void *count, void *processes, void *reasons)',
    ),
    endSession: library.func('uint32_t __stdcall RmEndSession(uint32_t session)'),
    addressOf: (memory) => koffi.address(memory),
  };
}

/** Names with process ids, e.g. "Antivirus Service [WinDefend] (1234)"; empty where nobody holds it or Windows does not tell. Never rejects. */
export async function holdersOf(path: string): Promise<readonly string[]> {
  try {
    loading ??= load();
    return await ask(await loading, path);
  } catch {
    return [];
  }
}

/** CCH_RM_SESSION_KEY characters and a terminator. */
const keyBytes = 33 * 2;

async function ask(api: RestartManager, path: string): Promise<readonly string[]> {
  const session: Ref = [0];
  if (api.startSession(session, 0, Buffer.alloc(keyBytes)) !== 0) return [];
  try {
    const name = wide(path);
    const paths = Buffer.alloc(8);
    paths.writeBigUInt64LE(api.addressOf(name));
    const registered = await answered<number>([name, paths], (done) =>
      api.registerResources.async(session[0], 1, paths, 0, null, 0, null, done),
    );
    return registered === 0 ? await list(api, session[0]) : [];
  } finally {
    api.endSession(session[0]);
  }
}

const moreData = 234;
/** Of more programs than this nobody reads the names. */
const most = 64;

async function list(api: RestartManager, session: number): Promise<readonly string[]> {
  const [needed, count, processes, reasons] = [
    Buffer.alloc(4),
    Buffer.alloc(4),
    Buffer.alloc(most * rowBytes),
    Buffer.alloc(4),
  ];
  count.writeUInt32LE(most);
  const code = await answered<number>([needed, count, processes, reasons], (done) =>
    api.getList.async(session, needed, count, processes, reasons, done),
  );
  if (code !== 0 && code !== moreData) return [];
  return holderNames(processes, Math.min(count.readUInt32LE(), most));
}

/** RM_PROCESS_INFO: process id and start, name of the program (256 characters), of the service (64), kind, state, session, restartable. */
const rowBytes = 668;
const [nameAt, serviceAt, serviceEnd] = [12, 12 + 512, 12 + 512 + 128];

/** The first `count` rows as names for people, on one line each. */
export function holderNames(rows: Buffer, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const row = rows.subarray(index * rowBytes, (index + 1) * rowBytes);
    const service = textIn(row.subarray(serviceAt, serviceEnd));
    const name = textIn(row.subarray(nameAt, serviceAt));
    return `${name === '' ? '?' : name}${service === '' ? '' : ` [${service}]`} (${row.readUInt32LE(0)})`;
  });
}

/** Up to its terminator, without what would break a line or turn its direction: any program may be named as it likes. */
function textIn(bytes: Buffer): string {
  return bytes
    .toString('utf16le')
    .replace(/\0[\s\S]*$/, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim();
}
