// Whether this process is a worker, by its arguments alone.
// Protects: a process that was meant to be a worker never becomes anything else; on Windows itself it takes no other
// argument, so that nobody who starts it can point it at files or give Chromium orders.
import type { StartRules } from '../../services/start-rules';
import { folderTextProblem } from '../../services/user-data-folder';
import { isWorkerArgument, readCredentials, type Credentials } from '../credentials';

export type WorkerInvocation =
  | { readonly kind: 'none' }
  | { readonly kind: 'worker-refused' }
  | {
      readonly kind: 'worker';
      readonly credentials: Credentials;
      readonly userData: string | null;
      readonly isPractice: boolean;
    };

const practice = '--practice';
/** Needed by root on Linux. */
const noSandbox = '--no-sandbox';
const folderOption = '--user-data-dir=';

/** The arguments by which a worker finds the practice machine of this process. */
export function practiceArguments(userData: string): string[] {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return [practice, ...(isRoot ? [noSandbox] : []), `${folderOption}${userData}`];
}

/** Reads the arguments behind the program. Only the practice machine takes more than the credentials. */
export function readWorkerInvocation(
  args: readonly string[],
  { platform, mayDropSandbox }: StartRules,
): WorkerInvocation {
  const [asked, ...more] = args.filter(isWorkerArgument);
  if (asked === undefined) return { kind: 'none' };
  const credentials = readCredentials(asked);
  if (!credentials || more.length > 0) return { kind: 'worker-refused' };
  const others = args.filter((argument) => argument !== asked);
  const isPractice = platform !== 'win32' || others.includes(practice);
  const folders = others
    .filter((argument) => argument.startsWith(folderOption))
    .map((argument) => argument.slice(folderOption.length));
  const known = [
    practice,
    ...(mayDropSandbox ? [noSandbox] : []),
    ...folders.map((folder) => `${folderOption}${folder}`),
  ];
  const isStrange = others.some((argument) => !known.includes(argument)) || (!isPractice && others.length > 0);
  const [folder = null, ...moreFolders] = folders;
  if (isStrange || moreFolders.length > 0 || (folder !== null && folderTextProblem(folder, platform) !== null))
    return { kind: 'worker-refused' };
  return { kind: 'worker', credentials, userData: folder, isPractice };
}
