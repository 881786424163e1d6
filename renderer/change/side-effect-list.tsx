// What a change of the port range may break on this machine, and what to do about it; renders nothing if there is none.
// Protects: only what needs no action, or was not found here, is one click away.
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { useMachine } from '../machine/machine-context';
import { Notice } from '../ui/notice';
import type { Formats } from '../text/format';
import { isAtLeast } from '../../electron/contract/registry/parameters';
import { lastPort } from '../../electron/contract/port-ranges/port-ranges';
import type { PortRange } from '../../electron/contract/port-ranges/dynamic-ranges';
import { isSerious, wslBlock, type SideEffect } from '../../electron/contract/change/side-effects';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: `${tokens.spacingVerticalXS} 0 0`,
    paddingInlineStart: tokens.spacingHorizontalL,
  },
  item: { overflowWrap: 'anywhere' },
});

export interface SideEffectListProps {
  readonly effects: readonly SideEffect[];
}

export function SideEffectList({ effects }: SideEffectListProps) {
  const { t } = useTranslation();
  const warnings = effects.filter(isSerious);
  const notes = effects.filter((effect) => !isSerious(effect));
  const notesTitle = t('value.summary.note', { count: notes.length });
  return (
    <>
      {warnings.length > 0 && (
        <Notice intent="warning" title={t('sideEffects.title', { count: warnings.length })}>
          <Effects effects={warnings} />
        </Notice>
      )}
      {notes.length > 0 && (
        <Accordion collapsible>
          <AccordionItem value="notes">
            <AccordionHeader as="h3" size="small">
              {notesTitle}
            </AccordionHeader>
            <AccordionPanel>
              <Effects effects={notes} label={notesTitle} />
            </AccordionPanel>
          </AccordionItem>
        </Accordion>
      )}
    </>
  );
}

function Effects({ effects, label }: SideEffectListProps & { readonly label?: string }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats, machine } = useMachine();
  const keepOut = t(
    isAtLeast(machine.version, 6, 0) ? 'sideEffects.keepOutByNetsh' : 'sideEffects.keepOutByReservedPorts',
  );
  return (
    <ul className={styles.list} aria-label={label}>
      {effects.map((effect) => (
        <li key={keyOf(effect)} className={styles.item}>
          {effect.severity === 'severe' && <strong>{t('sideEffects.serious')} </strong>}
          {sideEffectText(effect, keepOut, formats, t)}
        </li>
      ))}
    </ul>
  );
}

function transportOf(effect: SideEffect): 'tcp' | 'udp' {
  return ('transport' in effect ? effect.transport : undefined) ?? 'tcp';
}

/** Each code is told at most once for a transport, but for what could not be checked. */
function keyOf(effect: SideEffect): string {
  return `${effect.code} ${transportOf(effect)} ${'what' in effect ? effect.what : ''}`;
}

function sideEffectText(effect: SideEffect, keepOut: string, formats: Formats, t: TFunction): string {
  const text = textOf(effect, keepOut, formats, t);
  return transportOf(effect) === 'udp' ? t('sideEffects.ofUdp', { text }) : text;
}

function textOf(effect: SideEffect, keepOut: string, formats: Formats, t: TFunction): string {
  switch (effect.code) {
    case 'SMALLER_RANGE':
      return t('sideEffects.SMALLER_RANGE', {
        before: formats.count(effect.before),
        after: formats.count(effect.after),
      });
    case 'LISTENERS_INSIDE': {
      const named = effect.listeners.map(({ name, processId, port }) =>
        t('sideEffects.listener', { name: name ?? t('sideEffects.unnamed'), processId, port }),
      );
      const more = effect.total - named.length;
      return t('sideEffects.LISTENERS_INSIDE', {
        keepOut,
        listeners: [...named, ...(more > 0 ? [t('sideEffects.andMore', { count: more })] : [])].join(', '),
      });
    }
    case 'EXCLUDED_INSIDE':
      return t('sideEffects.EXCLUDED_INSIDE', {
        ports: t('range.ports', { count: effect.ports, formatted: formats.count(effect.ports) }),
        ranges: rangeList(effect.ranges),
      });
    case 'EXCLUDED_CUT':
      return t('sideEffects.EXCLUDED_CUT', { ranges: rangeList(effect.ranges), transport: transportOf(effect) });
    case 'NO_BLOCK_FOR_WSL':
      return t(`sideEffects.NO_BLOCK_FOR_WSL.${effect.wsl}`, {
        needed: formats.count(wslBlock),
        largest: formats.count(effect.largest),
      });
    case 'LOW_RESERVATIONS': {
      const { severity, programs, reserved } = effect;
      if (severity === 'note') return t('sideEffects.LOW_RESERVATIONS.not-seen');
      const named = [
        ...programs,
        ...(programs.length === 0 ? [t('sideEffects.LOW_RESERVATIONS.blocks', { count: reserved })] : []),
      ];
      return t('sideEffects.LOW_RESERVATIONS.seen', { programs: named.join(', ') });
    }
    case 'NOT_CHECKED':
      return t(`sideEffects.NOT_CHECKED.${effect.what}`);
    case 'DNS_SERVER':
      return t(`sideEffects.DNS_SERVER.${effect.by}.${effect.dns}`, { lastPort: effect.lastPort });
  }
}

function rangeList(ranges: readonly PortRange[]): string {
  return ranges
    .map((range) => (range.number === 1 ? String(range.start) : `${range.start}\u2013${lastPort(range)}`))
    .join(', ');
}
