// Who works here, as DOMAIN\user: the account of this process, and whoever is logged on in its session.
// Protects: neither is guessed from the other; what Windows does not tell is null.
import type { KoffiFunc } from 'koffi';
import { answered, type Handle, type Ref } from '../win32/win32-api';

interface AccountFunctions {
  readonly openProcessToken: KoffiFunc<(process: Handle, access: number, token: Ref<Handle>) => number>;
  readonly getTokenInformation: KoffiFunc<
    (token: Handle, kind: number, data: Buffer, length: number, needed: Ref) => number
  >;
  readonly lookupAccountSid: KoffiFunc<
    (
      server: null,
      sid: Handle,
      name: Buffer,
      nameLength: Buffer,
      domain: Buffer,
      domainLength: Buffer,
      use: Buffer,
    ) => number
  >;
  readonly closeHandle: KoffiFunc<(handle: Handle) => number>;
  readonly querySession: KoffiFunc<
    (server: number, session: number, kind: number, text: Ref<Handle>, length: Ref) => number
  >;
  readonly freeSessionText: KoffiFunc<(text: Handle) => void>;
  readonly textLength: KoffiFunc<(text: Handle) => number>;
  readonly moveMemory: KoffiFunc<(to: Buffer, from: Handle, length: number) => void>;
}

let loading: Promise<AccountFunctions> | null = null;

async function load(): Promise<AccountFunctions> {
  if (process.platform !== 'win32') throw new Error('Windows functions asked for on another system');
  const { default: koffi } = await import('koffi');
  const kernel32 = koffi.load('kernel32.dll');
  const advapi32 = koffi.load('advapi32.dll');
  const wtsapi32 = koffi.load('wtsapi32.dll');
  return {
    openProcessToken: advapi32.func(
      'int32_t __stdcall OpenProcessToken(intptr_t process, uint32_t access, _Out_ intptr_t *token)',
    ),
    getTokenInformation: advapi32.func(
      'int32_t __stdcall GetTokenInformation(intptr_t token, int32_t kind, void *data, uint32_t length, _Out_ uint32_t *needed)',
    ),
    lookupAccountSid: advapi32.func(
      'int32_t __stdcall LookupAccountSidW(void *server, intptr_t sid, void *name, void *nameLength, void *domain, void *domainLength, void *use)',
    ),
    closeHandle: kernel32.func('int32_t __stdcall CloseHandle(intptr_t handle)'),
    querySession: wtsapi32.func(
      'int32_t __stdcall WTSQuerySessionInformationW(intptr_t server, uint32_t session, int32_t kind, _Out_ intptr_t *text, _Out_ uint32_t *length)',
    ),
    freeSessionText: wtsapi32.func('void __stdcall WTSFreeMemory(intptr_t text)'),
    textLength: kernel32.func('int32_t __stdcall lstrlenW(intptr_t text)'),
    moveMemory: kernel32.func('void __stdcall RtlMoveMemory(void *to, intptr_t from, uintptr_t length)'),
  };
}

export interface Accounts {
  /** The account that this process runs as; null where Windows does not tell. */
  readonly process: string | null;
  /** The account that is logged on in the session of this process; null in session 0, where nobody is. */
  readonly session: string | null;
}

let known: Accounts | null = null;

/** Both accounts; asked for once, since neither changes while a process lives. Rejects off Windows. */
export async function windowsAccounts(): Promise<Accounts> {
  if (known) return known;
  loading ??= load();
  const api = await loading;
  const accounts = { process: await processAccount(api), session: sessionAccount(api) };
  // A controller that did not answer may do so the next time.
  if (accounts.process !== null) known = accounts;
  return accounts;
}

const currentProcess = -1;
const tokenQuery = 0x8;
/** TokenUser of TOKEN_INFORMATION_CLASS: a pointer to the SID comes first. */
const tokenUser = 1;
const longestName = 512;

/** Off the main thread: a domain controller may be asked for the name. */
async function processAccount(api: AccountFunctions): Promise<string | null> {
  const token: Ref<Handle> = [0];
  if (api.openProcessToken(currentProcess, tokenQuery, token) === 0) return null;
  const user = Buffer.alloc(256);
  const isTold = api.getTokenInformation(token[0], tokenUser, user, user.length, [0]) !== 0;
  api.closeHandle(token[0]);
  if (!isTold) return null;
  const [name, domain] = [Buffer.alloc(longestName * 2), Buffer.alloc(longestName * 2)];
  const [nameLength, domainLength, use] = [lengthBuffer(), lengthBuffer(), Buffer.alloc(4)];
  // The SID lies in `user` itself.
  const sid = user.readBigInt64LE();
  const found = await answered<number>([user, name, domain, nameLength, domainLength, use], (done) =>
    api.lookupAccountSid.async(null, sid, name, nameLength, domain, domainLength, use, done),
  );
  return found === 0 ? null : accountName(untilNull(domain), untilNull(name));
}

function lengthBuffer(): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(longestName);
  return length;
}

const thisServer = 0;
const currentSession = 0xffff_ffff;
/** WTS_INFO_CLASS. */
const sessionKind = { userName: 5, domainName: 7 } as const;

function sessionAccount(api: AccountFunctions): string | null {
  return accountName(sessionText(api, sessionKind.domainName), sessionText(api, sessionKind.userName));
}

function sessionText(api: AccountFunctions, kind: number): string {
  const address: Ref<Handle> = [0];
  if (api.querySession(thisServer, currentSession, kind, address, [0]) === 0) return '';
  try {
    const text = Buffer.alloc(api.textLength(address[0]) * 2);
    api.moveMemory(text, address[0], text.length);
    return text.toString('utf16le');
  } finally {
    api.freeSessionText(address[0]);
  }
}

function untilNull(text: Buffer): string {
  return text.toString('utf16le').replace(/\0[\s\S]*$/, '');
}

/** `DOMAIN\user`, the user alone where no domain is told, null where no user is. */
function accountName(domain: string, user: string): string | null {
  if (user === '') return null;
  return domain === '' ? user : `${domain}\\${user}`;
}
