// What the window is told about the machine.
import type { BootIdentity } from './boot-identity';
import type { WindowsVersion } from '../registry/parameters';

export type MachineKind = 'windows' | 'practice';

export interface MachineInfo {
  readonly kind: MachineKind;
  readonly product: string;
  readonly version: WindowsVersion;
  readonly computerName: string;
  /** The account that this process runs as; on Windows with its domain (DOMAIN\user) where that is told. */
  readonly userName: string;
  /** Whoever is logged on in the session of this process, in the same form; null where nobody is (a service, an agent). */
  readonly sessionUser: string | null;
  readonly isElevated: boolean;
  /** ISO 8601, when this machine was last started, as its clock and its counter tell it: to show, never to compare. */
  readonly bootedAt: string;
  /** Which start this is; tells whether the machine was restarted since another reading. */
  readonly boot: BootIdentity;
  readonly programVersion: string;
  /** The system's regional format as a BCP 47 tag; numbers, dates and times follow it. */
  readonly locale: string;
  /** The computer whose sockets the chart shows: the machine itself, or (practice) the computer we run on. */
  readonly usageSource: 'machine' | 'this-computer';
  /** Product name of the computer whose sockets are shown, e.g. "Linux 6.1". */
  readonly usageProduct: string;
}
