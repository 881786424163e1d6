// The stages of a change; the running one is also announced to screen readers.
import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import { CheckmarkCircleFilled } from '@fluentui/react-icons/svg/checkmark-circle';
import { CircleRegular } from '@fluentui/react-icons/svg/circle';
import { DismissCircleFilled } from '@fluentui/react-icons/svg/dismiss-circle';
import { useTranslation } from 'react-i18next';
import type { TFunction } from 'i18next';
import { nameText } from '../text/stored-text';
import type { RowStatus, StageRow } from './stage-progress';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
  row: { display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '24px' },
  icon: { display: 'grid', placeContent: 'center', width: '20px', height: '20px', fontSize: '20px', flexShrink: 0 },
  done: { color: tokens.colorPaletteGreenForeground1 },
  failed: { color: tokens.colorPaletteRedForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  status: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  spoken: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

export interface StageListProps {
  readonly rows: readonly StageRow[];
  /** Whether the running stage is announced from here. */
  readonly isAnnounced?: boolean;
}

export function StageList({ rows, isAnnounced = true }: StageListProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const running = rows.find(({ status }) => status === 'running');
  return (
    <div>
      <ol className={styles.list}>
        {rows.map((row) => (
          <li key={`${row.stage} ${row.name ?? ''}`} className={styles.row}>
            <span
              className={mergeClasses(
                styles.icon,
                row.status === 'done' && styles.done,
                row.status === 'failed' && styles.failed,
              )}
            >
              <StatusIcon status={row.status} />
            </span>
            <span className={mergeClasses(row.status === 'waiting' && styles.quiet)}>{stageText(row, t)}</span>
            <span className={row.status === 'waiting' ? styles.spoken : styles.status}>
              {t(`apply.status.${row.status}`)}
            </span>
          </li>
        ))}
      </ol>
      {isAnnounced && (
        <div role="status" className={styles.spoken}>
          {running && stageText(running, t)}
        </div>
      )}
    </div>
  );
}

function StatusIcon({ status }: { readonly status: RowStatus }) {
  switch (status) {
    case 'running':
      return <Spinner size="extra-tiny" aria-hidden />;
    case 'done':
      return <CheckmarkCircleFilled />;
    case 'failed':
    case 'stopped':
      return <DismissCircleFilled />;
    case 'waiting':
      return <CircleRegular />;
  }
}

/** A stage in words. */
export function stageText({ stage, name }: StageRow, t: TFunction): string {
  return t(`apply.stages.${stage}`, { name: name === null ? '' : nameText(name, t) });
}
