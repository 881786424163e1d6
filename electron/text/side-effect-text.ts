// A side effect as one short sentence, for the confirmation, the command line and the ticket. The window has longer texts.
import type { CountText } from '../contract/text/count-text';
import { lastPort } from '../contract/port-ranges/port-ranges';
import { wslBlock, type SideEffect } from '../contract/change/side-effects';
import type { Words } from '../contract/messages/messages';

export function sideEffectText(words: Words, effect: SideEffect, count: CountText): string {
  const text = textOf(words, effect, count);
  return 'transport' in effect && effect.transport === 'udp' ? words('sideEffects.ofUdp', { text }) : text;
}

function textOf(words: Words, effect: SideEffect, count: CountText): string {
  switch (effect.code) {
    case 'SMALLER_RANGE':
      return words('sideEffects.SMALLER_RANGE', { before: count(effect.before), after: count(effect.after) });
    case 'LISTENERS_INSIDE': {
      const named = effect.listeners.map(({ name, processId, port }) => `${name ?? '?'} (PID ${processId}) ${port}`);
      const more = effect.total - named.length;
      return words('sideEffects.LISTENERS_INSIDE', {
        listeners: [...named, ...(more > 0 ? [`+ ${more}`] : [])].join(', '),
      });
    }
    case 'EXCLUDED_INSIDE':
      return words('sideEffects.EXCLUDED_INSIDE', { ports: count(effect.ports) });
    case 'EXCLUDED_CUT':
      return words('sideEffects.EXCLUDED_CUT', {
        ranges: effect.ranges.map((range) => `${range.start}\u2013${lastPort(range)}`).join(', '),
      });
    case 'NO_BLOCK_FOR_WSL':
      return words(`sideEffects.NO_BLOCK_FOR_WSL.${effect.wsl}`, {
        needed: count(wslBlock),
        largest: count(effect.largest),
      });
    case 'LOW_RESERVATIONS':
      return effect.severity === 'warning'
        ? words('sideEffects.LOW_RESERVATIONS.seen', { programs: effect.programs.join(', ') || '?' })
        : words('sideEffects.LOW_RESERVATIONS.not-seen');
    case 'NOT_CHECKED':
      return words(`sideEffects.NOT_CHECKED.${effect.what}`);
    case 'DNS_SERVER':
      return words(`sideEffects.DNS_SERVER.${effect.by}.${effect.dns}`, { lastPort: effect.lastPort });
  }
}
