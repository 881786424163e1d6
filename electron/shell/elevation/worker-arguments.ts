// Whether this process is a worker, told from its arguments alone.
// Protects: a process that was meant to be a worker never becomes anything else; on Windows itself it takes no other
// argument, so that nobody who starts it can point it at files or give Chromium orders.
import { isWorkerArgument, readMeeting, type Meeting } from './place';

export type WorkerInvocation =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'worker'; readonly meeting: Meeting; readonly userData: string | null };

/** What a worker of the practice machine may be given beside its meeting. `--no-sandbox` is needed by root on Linux. */
const practiceSwitches = ['--practice', '--no-sandbox'];
const folderOption = '--user-data-dir=';

/** The arguments by which a worker finds the practice machine of this process. */
export function practiceArguments(userData: string): string[] {
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return ['--practice', ...(isRoot ? ['--no-sandbox'] : []), `${folderOption}${userData}`];
}

/** Reads the arguments behind the program. Only the practice machine takes more than the meeting. */
export function readWorkerInvocation(args: readonly string[], isWindows: boolean): WorkerInvocation {
  const [asked, ...more] = args.filter(isWorkerArgument);
  if (asked === undefined) return { kind: 'none' };
  const meeting = readMeeting(asked);
  if (!meeting || more.length > 0) return { kind: 'refused' };
  const others = args.filter((argument) => argument !== asked);
  const isPractice = !isWindows || others.includes('--practice');
  const folders = others.filter((argument) => argument.startsWith(folderOption));
  const strangers = others.filter((argument) => !practiceSwitches.includes(argument) && !folders.includes(argument));
  if (strangers.length > 0 || folders.length > 1 || (!isPractice && others.length > 0)) return { kind: 'refused' };
  return { kind: 'worker', meeting, userData: folders[0]?.slice(folderOption.length) ?? null };
}
