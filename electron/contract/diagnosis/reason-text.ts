// One reason of a verdict in words. Pure.
import { shareOfUsable } from '../usage/levels';
import {
  agoText,
  endpointText,
  leastText,
  rounded,
  whenText,
  whereText,
  type DiagnosisFormats,
  type DiagnosisWords,
} from './diagnosis-words';
import { ownerText } from './owner-text';
import type { Reason } from './verdict';

export function reasonText(reason: Reason, words: DiagnosisWords, formats: DiagnosisFormats): string {
  const { count, percent, moment } = formats;
  switch (reason.code) {
    case 'attempt-refused':
      return words('reasons.attempt-refused', { where: whereText(reason, words), error: reason.error });
    case 'attempt-granted':
      return words('reasons.attempt-granted', { where: whereText(reason, words), port: reason.port });
    case 'in-use':
      return inUseText(reason, words, formats);
    case 'refused':
      return words('reasons.refused', { count: reason.count, formatted: count(reason.count) });
    case 'owner-holds':
      return words('reasons.owner-holds', {
        owner: ownerText(reason.owner, words),
        ports: count(reason.ports),
        percent: percent(shareOfUsable(reason.ports, reason.usable)),
      });
    case 'owner-binds':
      return words('reasons.owner-binds', {
        owner: ownerText(reason.owner, words),
        bound: count(reason.bound),
        percent: percent(shareOfUsable(reason.bound, reason.usable)),
      });
    case 'owner-grows':
      return words('reasons.owner-grows', {
        owner: ownerText(reason.owner, words),
        perMinute: count(rounded(reason.perMinute)),
      });
    case 'owner-keeps-open':
      return words('reasons.owner-keeps-open', {
        owner: ownerText(reason.owner, words),
        unclosed: count(reason.unclosed),
      });
    case 'owner-handles':
      return words('reasons.owner-handles', {
        owner: ownerText(reason.owner, words),
        handles: count(reason.handles),
        over: count(reason.over),
      });
    case 'forecast':
      return words('reasons.forecast', { when: whenText(reason.forecast.toExhaustion, words, count) });
    case 'early-rise':
      return words('reasons.early-rise', {
        perMinute: count(rounded(reason.early.perMinute)),
        when: whenText(reason.early.toExhaustion, words, count),
      });
    case 'time-wait':
      return words('reasons.time-wait', { timeWait: count(reason.timeWait) });
    case 'server': {
      const values = {
        timeWait: count(reason.timeWait),
        server: endpointText(reason),
        percent: percent(shareOfUsable(reason.timeWait, reason.usable)),
      };
      return reason.lastOwner === null
        ? words('reasons.server.unknown', values)
        : words('reasons.server.known', { ...values, owner: reason.lastOwner });
    }
    case 'many-servers':
      return words('reasons.many-servers', { timeWait: count(reason.timeWait), most: count(reason.most) });
    case 'rate':
      return words('reasons.rate', {
        measured: count(rounded(reason.measured)),
        sustainable: count(rounded(reason.sustainable)),
      });
    case 'small-range':
      return words('reasons.small-range', { usable: count(reason.usable), usual: count(reason.usual) });
    case 'excluded':
      return words('reasons.excluded', { excluded: count(reason.excluded), usable: count(reason.usable) });
    case 'stored-not-in-effect':
      return words(`reasons.stored-not-in-effect.${reason.why}`, {
        stored: reason.stored,
        first: reason.first,
        last: reason.last,
      });
    case 'peak':
      return words('reasons.peak', {
        when: moment(reason.at),
        ports: count(reason.ports),
        usable: count(reason.usable),
      });
    case 'event':
    case 'event-before-change':
      return eventText(reason, words, formats);
    case 'recorded':
      return recordedText(reason, words, formats);
    case 'no-events':
      return words('reasons.no-events', { when: moment(reason.since) });
    case 'reported':
      return words(`reasons.reported.${reason.error}`);
    case 'trend-not-known':
    case 'bound-not-known':
    case 'udp-not-known':
      return words(`reasons.${reason.code}`);
    case 'events-not-known':
    case 'excluded-not-known':
    case 'usage-not-known':
      return words(`reasons.${reason.code}`, { reason: words(`unknown.${reason.reason}`) });
  }
}

function inUseText(
  { transport, address, ports, usable, isLeast }: Extract<Reason, { code: 'in-use' }>,
  words: DiagnosisWords,
  { count, percent }: DiagnosisFormats,
): string {
  const values = {
    ports: leastText(count(ports), isLeast, words),
    usable: count(usable),
    percent: leastText(percent(shareOfUsable(ports, usable)), isLeast, words),
  };
  if (address === null) return words(`reasons.in-use.${transport}`, values);
  return words(transport === 'tcp' ? 'reasons.in-use.at' : 'reasons.in-use.udpAt', { ...values, address });
}

function recordedText(
  { transport, at, ports, usable, hasRunOut, times, owner }: Extract<Reason, { code: 'recorded' }>,
  words: DiagnosisWords,
  { count, moment }: DiagnosisFormats,
): string {
  const values = { when: moment(at), ports: count(ports), usable: count(usable) };
  const [what, again] = [
    words(hasRunOut ? `reasons.recorded.out.${transport}` : `reasons.recorded.scarce.${transport}`, values),
    hasRunOut && times > 1 ? words('reasons.recorded.times', { count: times }) : null,
  ];
  const who = owner && words('reasons.recorded.owner', { owner: ownerText(owner, words), ports: count(owner.ports) });
  return [what, who, again].filter((part) => part !== null).join(' ');
}

function eventText(
  event: Extract<Reason, { code: 'event' | 'event-before-change' }>,
  words: DiagnosisWords,
  { moment }: DiagnosisFormats,
): string {
  const { id, count, lastAt, ageMs, coveredSince } = event;
  const values = { when: moment(lastAt), ago: agoText(ageMs, words) };
  const meaning = words(`events.${id}`);
  if (event.code === 'event-before-change') return words('reasons.event-before-change', { id, meaning, ...values });
  return coveredSince === undefined
    ? words(`reasons.event.${id}`, { count, ...values })
    : words('reasons.event-at-least', { id, meaning, count, since: moment(coveredSince), ...values });
}
