// What the recording tells the verdict: when the ports were scarce, when they ran out, and who held them then. Pure, one line
// after the other.
// Protects: an owner is named only from a snapshot of that time, and only as that snapshot knew it.
import type {
  RecordedEvidence,
  RecordedHolder,
  RecordedShortage,
  RecordedSnapshot,
  RecordingLine,
} from '../contract/recording/recording';
import { exhaustedShare, isOver, shareOfUsable, thresholds } from '../contract/usage/levels';

type Transport = 'tcp' | 'udp';

/** Samples further apart belong to two shortages. */
const apartMs = 30 * 60_000;

interface Open {
  shortage: RecordedShortage;
  /** Ports in use when the holder was looked at. */
  holderAt: number;
}

interface Track {
  open: Open | null;
  latest: RecordedShortage | null;
  timesOut: number;
}

export interface PastFold {
  readonly add: (line: RecordingLine) => void;
  /** Null where nothing was recorded. */
  evidence(): RecordedEvidence | null;
}

/** `since`: what is older says nothing about now; 0 for all. */
export function pastFold(isSimulated: boolean, since: number): PastFold {
  const tracks: Record<Transport, Track> = {
    tcp: { open: null, latest: null, timesOut: 0 },
    udp: { open: null, latest: null, timesOut: 0 },
  };
  let first: number | null = null;
  let last = 0;

  const see = (
    transport: Transport,
    at: number,
    full: { ports: number; usable: number } | null,
    snapshot?: RecordedSnapshot,
  ) => {
    if (!full) return;
    const track = tracks[transport];
    const share = shareOfUsable(full.ports, full.usable);
    const isOut = share >= exhaustedShare || (snapshot !== undefined && toldOut(snapshot, transport));
    if (!isOut && !isOver(share, thresholds.critical)) {
      end(track);
      return;
    }
    if (track.open && Math.abs(at - track.open.shortage.until) > apartMs) end(track);
    const holder = snapshot ? holderIn(snapshot, transport) : null;
    if (!track.open) {
      track.open = {
        shortage: { at, until: at, ...full, hasRunOut: isOut, holder },
        holderAt: holder ? full.ports : -1,
      };
      return;
    }
    const { shortage, holderAt } = track.open;
    const isFuller = share > shareOfUsable(shortage.ports, shortage.usable);
    const isBetter = holder !== null && full.ports >= holderAt;
    track.open = {
      shortage: {
        // When it ran out counts, not when it began to fill.
        at: isOut && !shortage.hasRunOut ? at : shortage.at,
        until: at,
        ports: isFuller ? full.ports : shortage.ports,
        usable: isFuller ? full.usable : shortage.usable,
        hasRunOut: shortage.hasRunOut || isOut,
        holder: isBetter ? holder : shortage.holder,
      },
      holderAt: isBetter ? full.ports : holderAt,
    };
  };

  return {
    add(line) {
      if ((line.kind !== 'sample' && line.kind !== 'snapshot') || line.at < since) return;
      if ((line.simulated === true) !== isSimulated) return;
      if (line.kind === 'sample') {
        first = Math.min(first ?? line.at, line.at);
        last = Math.max(last, line.at);
      }
      see('tcp', line.at, line.tcp, line.kind === 'snapshot' ? line : undefined);
      see('udp', line.at, line.udp, line.kind === 'snapshot' ? line : undefined);
    },
    evidence() {
      for (const track of Object.values(tracks)) end(track);
      if (first === null) return null;
      const { tcp, udp } = tracks;
      return {
        since: first,
        until: last,
        tcp: tcp.latest,
        udp: udp.latest,
        timesOut: { tcp: tcp.timesOut, udp: udp.timesOut },
      };
    },
  };
}

/** One that ran out is not replaced by one that did not. */
function end(track: Track): void {
  const ended = track.open?.shortage;
  track.open = null;
  if (!ended) return;
  if (ended.hasRunOut) track.timesOut += 1;
  if (ended.hasRunOut || track.latest?.hasRunOut !== true) track.latest = ended;
}

/** A request for a port was refused, or Windows logged that no port was left. */
function toldOut({ attempts, reasons }: RecordedSnapshot, transport: Transport): boolean {
  const isRefused = attempts.some((attempt) => attempt.transport === transport && attempt.answer === 'refused');
  return isRefused || reasons.includes(transport === 'tcp' ? 'event-4231' : 'event-4266');
}

function holderIn(snapshot: RecordedSnapshot, transport: Transport): RecordedHolder | null {
  const [most] = (transport === 'tcp' ? snapshot.processes : snapshot.udpProcesses) ?? [];
  if (!most || most.processId === 0) return null;
  const { processId, name, ports, path, company, handles, services, isRunning } = most;
  return { processId, name, ports, path, company, handles, services, isRunning };
}
