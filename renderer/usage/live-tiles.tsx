// The figures of now at a glance: ports in use, time until exhaustion, new connections, the largest free block.
// Protects: what is not known is said to be unknown; only bad news is colored.
import { makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { narrow } from '../ui/layout';
import { useTranslation } from 'react-i18next';
import { useMachine } from '../machine/machine-context';
import { storedText } from '../text/stored-text';
import { useReading } from '../ui/use-reading';
import type { ShownUsage } from './shown-usage';
import { StateBar } from './state-bar';
import { Tile } from './tile';
import { useTimeTile } from './time-tile';
import { lastPort } from '../../electron/contract/port-ranges/port-ranges';
import type { Transport } from '../../electron/contract/usage/port-attempt';
import type { MeasuredSample } from '../../electron/contract/usage/sample';
import type { UsageOutlook } from '../../electron/contract/usage/usage';

const useStyles = makeStyles({
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(4, minmax(0, 1fr))',
    gap: tokens.spacingHorizontalM,
    margin: 0,
    [narrow]: { gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', gap: tokens.spacingHorizontalS },
  },
});

export interface LiveTilesProps {
  readonly sample: MeasuredSample;
  readonly usage: ShownUsage;
  readonly transport: Transport;
  readonly outlook: UsageOutlook | null;
}

export function LiveTiles({ sample, usage, transport, outlook }: LiveTilesProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { formats } = useMachine();
  const time = useTimeTile(outlook, transport);
  const { details } = sample;
  const refused = details.simulated?.refused ?? 0;
  const isPartlyKnown = transport === 'tcp' && !details.tellsBound;
  const inUse = formats.count(usage.ports);
  const level = details.status?.because === 'level' && details.status.transport === transport && details.status.level;
  const busiest = usage.risk.address !== null && usage.risk.ports < usage.ports ? usage.risk : null;
  return (
    <dl className={styles.tiles} aria-label={t('live.tiles.label')}>
      <Tile
        name={t('live.tiles.inUse')}
        figure={isPartlyKnown ? t('usage.atLeast', { ports: inUse }) : inUse}
        unit={t('usage.of', { limit: formats.count(usage.usable), percent: formats.percent(usage.share) })}
        tone={level === 'critical' || level === 'warning' ? level : 'plain'}
        details={[
          refused > 0 && transport === 'tcp'
            ? t('live.tiles.refused', { count: refused, formatted: formats.count(refused) })
            : null,
          busiest && t('live.tiles.busiest', { address: busiest.address ?? '', ports: formats.count(busiest.ports) }),
        ]}
      >
        <StateBar byState={usage.byState} limit={usage.usable} />
      </Tile>
      <Tile name={t('live.tiles.time')} {...time} />
      {transport === 'tcp' ? <RateTile outlook={outlook} /> : <UdpTile sockets={details.udpCount} />}
      <FreeTile sample={sample} usage={usage} />
    </dl>
  );
}

function RateTile({ outlook }: Pick<LiveTilesProps, 'outlook'>) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  const { measured = null, sustainable = null, timeWaitSeconds = null } = outlook?.rate ?? {};
  const one = (value: number) => formats.count(Math.round(value * 10) / 10);
  const isOver = measured !== null && sustainable !== null && measured > sustainable;
  return (
    <Tile
      name={t('live.tiles.new')}
      figure={measured === null ? t('usage.unknown') : t('live.tiles.perSecond', { rate: one(measured) })}
      unit={sustainable === null ? '' : t('live.tiles.sustainable', { rate: one(sustainable) })}
      tone={isOver ? 'warning' : 'plain'}
      details={[
        sustainable === null ? t('live.tiles.sustainableUnknown') : null,
        timeWaitSeconds !== null && isOver ? t('live.tiles.timeWait', { seconds: timeWaitSeconds }) : null,
      ]}
    >
      {measured !== null && sustainable !== null && (
        <ProgressBar
          aria-hidden
          thickness="large"
          value={Math.min(1, measured / Math.max(sustainable, 0.1))}
          color={isOver ? 'warning' : 'brand'}
        />
      )}
    </Tile>
  );
}

function UdpTile({ sockets }: { readonly sockets: number | null }) {
  const { t } = useTranslation();
  const { formats } = useMachine();
  return (
    <Tile
      name={t('live.tiles.udpSockets')}
      figure={sockets === null ? t('usage.unknown') : formats.count(sockets)}
      details={[t('live.tiles.udpSocketsDetail')]}
    />
  );
}

function FreeTile({ sample, usage }: Pick<LiveTilesProps, 'sample' | 'usage'>) {
  const { t } = useTranslation();
  const { machine, formats, generation } = useMachine();
  const [parameters] = useReading('parameters.read', generation);
  // The registry is that of the machine only where its sockets are shown.
  const isSameMachine = machine.usageSource === 'machine' || sample.details.simulated !== null;
  const maxUserPort =
    isSameMachine && usage.subject === null && parameters.status === 'ready'
      ? parameters.value.parameters.find(({ parameter }) => parameter.name === 'MaxUserPort')
      : undefined;
  const excluded = usage.excluded;
  return (
    <Tile
      name={t('live.tiles.free')}
      figure={formats.count(usage.largestFree)}
      unit={t('live.tiles.freePorts')}
      details={[
        t('live.tiles.range', { first: usage.range.start, last: lastPort(usage.range) }),
        excluded === null
          ? t('live.tiles.excludedUnknown')
          : excluded > 0
            ? t('live.tiles.excluded', { ports: formats.count(excluded) })
            : null,
        maxUserPort
          ? t('live.tiles.registry', { stored: storedText(maxUserPort.stored, maxUserPort.parameter, formats, t) })
          : null,
      ]}
    />
  );
}
