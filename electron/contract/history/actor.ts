// Who did something, for records and events: the account that wrote, and whoever was logged on where it was confirmed. Pure.
import type { MachineInfo } from '../machine/machine-info';

export interface Actor {
  readonly computerName: string;
  readonly userName: string;
  readonly confirmedBy?: string | undefined;
}

/** The two are one person, unless a worker with another account, a service or an agent wrote. */
export function actorOf({
  computerName,
  userName,
  sessionUser,
}: Pick<MachineInfo, 'computerName' | 'userName' | 'sessionUser'>): Actor {
  return { computerName, userName, ...(sessionUser === null ? {} : { confirmedBy: sessionUser }) };
}

/** Whoever confirmed, where that is somebody else than who wrote; Windows does not look at the case of account names. */
export function otherConfirmer({ userName, confirmedBy }: Pick<Actor, 'userName' | 'confirmedBy'>): string | null {
  return confirmedBy === undefined || confirmedBy.toLowerCase() === userName.toLowerCase() ? null : confirmedBy;
}
