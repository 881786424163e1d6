// Parts of Windows that are never to be closed. Pure.
// Protects: they are known by where they lie, not by their name; where that is not known, the name is enough to leave them alone.
import type { OwnerEvidence } from '../../contract/diagnosis/diagnosis';

/** Process 4: its ports belong to a driver, or to http.sys. */
export const systemProcessId = 4;

const system32 = /^[a-z]:\\(?:windows|winnt)\\system32\\([^\\]+)$/i;

/** Programs whose end is the end of Windows, or of the session. */
const neverClosed: ReadonlySet<string> = new Set([
  'smss.exe',
  'csrss.exe',
  'wininit.exe',
  'services.exe',
  'lsass.exe',
  'lsaiso.exe',
  'winlogon.exe',
  'dwm.exe',
  'fontdrvhost.exe',
]);
/** Processes of the kernel: they have no file. */
const withoutFile: ReadonlySet<string> = new Set(['system', 'registry', 'secure system', 'memory compression']);
/** Windows restarts when the process of these services ends. */
const vitalServices: ReadonlySet<string> = new Set(['rpcss', 'dcomlaunch']);
const serviceHost = 'svchost.exe';

/** The name of a file right in System32, in lower case; null for any other path. */
function nameInSystem32(path: string): string | null {
  return system32.exec(path)?.[1]?.toLowerCase() ?? null;
}

export function isServiceHost(name: string | null, path: string | null): boolean {
  return path === null ? name?.toLowerCase() === serviceHost : nameInSystem32(path) === serviceHost;
}

/** Whether nobody may be told to close it. `facts` is null where nothing but the name is known. */
export function isProtected(name: string | null, facts: Pick<OwnerEvidence, 'path' | 'services'> | null): boolean {
  const path = facts?.path ?? null;
  const file = path === null ? (name?.toLowerCase() ?? null) : nameInSystem32(path);
  if (file === null) return false;
  if (path === null && withoutFile.has(file)) return true;
  if (neverClosed.has(file)) return true;
  if (file !== serviceHost) return false;
  // A host whose services are not known may be that of RpcSs.
  const services = facts?.services ?? [];
  return services.length === 0 || services.some((service) => vitalServices.has(service.name.toLowerCase()));
}
