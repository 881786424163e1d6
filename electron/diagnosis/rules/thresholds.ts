// The figures that the verdict turns on, in one table: thresholds.test.ts varies each by one step, and a row fails for each.
// Levels of fullness are those of contract/usage/levels.ts.
import { exhaustionMinutes } from '../../contract/usage/status';
import { waitingShares } from '../../contract/usage/sustainable-rise';

export const verdictThresholds = {
  /** The dynamic port range of Vista and later (929851). Larger ranges are judged as this one where a leak is in question. */
  usualPorts: 16_384,
  /** The range of Windows 2000 to 2003. What would be a leak there is not called harmless on a larger range. */
  oldPorts: 3_976,
  /** Below this share of the usual ports a range counts as small; ordinary exclusions leave more (dotnet-monitor 147). */
  smallShare: 0.9,
  /** A range that does not give so many times as many ports is not worth the change. */
  leastGain: 1.25,
  /** From this share of the range on, excluded ranges are what takes the ports. */
  excludedShare: 0.75,
  /** From this share of the usable ports on, excluded ports are worth telling. */
  excludedWorthTelling: 0.1,
  /** A program that leaves so many connections unclosed does not do so by chance; and as a share of the range. */
  leastUnclosed: 200,
  unclosedShare: 0.05,
  /** Ports that an ended process still holds: none of them comes back by itself. */
  leastOfGone: 200,
  /** Growth counts from this share of the range on, */
  leakShare: 0.2,
  /** or with the ports used up within so many minutes, */
  foreseeableMinutes: exhaustionMinutes.warning,
  /** or after so many minutes of rise. */
  leastRiseMinutes: 15,
  /** Less growth than this share of the range an hour is noise. */
  leastGrowthPerHour: 0.05,
  /** A program that makes up this share of the rise is what rises. */
  growthShare: 0.5,
  /** A DNS server holds some 2,500 UDP ports by design, in each version of IP (MS08-037, KB956188). */
  dnsReserve: 5_200,
  /** Ports in TIME_WAIT, as a share of the usable ones, from which a rate that cannot be sustained is felt. */
  churnShare: waitingShares.toOneServer,
  /** Most ports are in TIME_WAIT, or most of TIME_WAIT is towards one server, from this share on. */
  mostShare: waitingShares.most,
  /** Minutes to exhaustion at which it is urgent. */
  urgentMinutes: exhaustionMinutes.critical,
  /** An event of so many minutes ago is of now. */
  freshMinutes: 10,
  /** Open handles that make a leak more likely, and much more likely (Microsoft's page on port exhaustion). */
  manyHandles: 3_000,
  tooManyHandles: 10_000,
} as const;
